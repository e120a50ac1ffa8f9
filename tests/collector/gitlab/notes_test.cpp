// Tests of collector/gitlab/notes: requests for notes and uploads, and answers to them.
#include "collector/gitlab/notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"

namespace dora::gitlab {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

const NotePlace merge_request{"https://gitlab.example/api/v4", "group/project",
                              NoteTarget::merge_request, 5};
const NotePlace issue{"https://gitlab.example/api/v4", "42", NoteTarget::issue, 7};

http::Response note_answer(int status, const std::string& body) {
  http::Response response;
  response.url = "https://gitlab.example/x";
  response.status = status;
  response.body = body;
  return response;
}

TEST(NoteRequests, AddressThePlace) {
  EXPECT_EQ(notes_request(merge_request, 2).url,
            "https://gitlab.example/api/v4/projects/group%2Fproject/merge_requests/5/notes?sort=asc"
            "&order_by=created_at&per_page=100&page=2");
  EXPECT_EQ(place_request(issue).url, "https://gitlab.example/api/v4/projects/42/issues/7");
  EXPECT_EQ(update_note(issue, 9, "x").url,
            "https://gitlab.example/api/v4/projects/42/issues/7/notes/9");
  EXPECT_EQ(user_request(issue.root).url, "https://gitlab.example/api/v4/user");
}

TEST(NoteRequests, ArePostedTwiceOnlyIfTheyCannotHaveArrived) {
  const http::Request create = create_note(merge_request, "a \"b\"\n");
  EXPECT_EQ(create.method, http::Method::post);
  EXPECT_EQ(create.body, R"({"body":"a \"b\"\n"})");
  EXPECT_EQ(create.repeat, http::Repeat::if_not_handled);
  EXPECT_EQ(upload_picture(issue, "api.png", "").repeat, http::Repeat::if_not_handled);
  EXPECT_EQ(update_note(issue, 9, "x").repeat, http::Repeat::always);
  EXPECT_EQ(delete_note(issue, 9).method, http::Method::del);
}

TEST(NoteRequests, CarryAPictureAsAForm) {
  const http::Request request = upload_picture(issue, "api.png", "PNG\r\n--bytes");
  ASSERT_EQ(request.headers.size(), 1U);
  const std::string type = request.headers[0].value;
  const std::string boundary = type.substr(type.find("boundary=") + 9);
  EXPECT_THAT(request.body, AllOf(HasSubstr("--" + boundary +
                                            "\r\nContent-Disposition: form-data; name=\"file\"; "
                                            "filename=\"api.png\"\r\n"),
                                  HasSubstr("\r\n\r\nPNG\r\n--bytes\r\n--" + boundary + "--\r\n")));
}

TEST(NoteAnswers, AreRead) {
  EXPECT_EQ(parse_user(note_answer(200, R"({"id": 71, "username": "bot"})")), 71);
  EXPECT_THAT(parse_notes(note_answer(200, R"([
      {"id": 1, "body": "a", "author": {"id": 7, "username": "x"}, "system": false},
      {"id": 2, "body": "b", "author": {"id": 8}, "system": true}])")),
              ElementsAre(Note{1, 7, false, "a"}, Note{2, 8, true, "b"}));
  EXPECT_EQ(parse_upload(note_answer(201, R"({"alt": "api", "url":
      "/uploads/0123456789abcdef0123456789abcdef/api.png", "markdown": "evil"})")),
            "/uploads/0123456789abcdef0123456789abcdef/api.png");
  EXPECT_THAT(parse_merge_request(note_answer(200, R"({"iid": 5, "state": "opened", "labels": ["a"],
      "created_at": "2024-01-02T03:04:05.678Z"})"))
                  .labels,
              ElementsAre("a"));
}

TEST(NoteAnswers, OfAnotherShapeAreErrors) {
  for (const char* body : {"", "<html>", "[]", "{}", R"({"id": "1"})", R"({"id": 1})",
                           R"({"id": 1, "body": 5, "author": {"id": 1}})",
                           R"({"id": 1, "body": "x", "author": null})"}) {
    EXPECT_THAT(test::error_of([&] { parse_note(note_answer(201, body)); }),
                HasSubstr("https://gitlab.example/x: the answer is not a note"))
        << body;
  }
  for (const char* url : {"https://evil.example/x.png", "/uploads/12/x.png", "javascript:x",
                          "/uploads/0123456789abcdef0123456789abcdef/a b.png"}) {
    EXPECT_THAT(test::error_of([&] {
                  parse_upload(note_answer(201, std::string(R"({"url": ")") + url + "\"}"));
                }),
                HasSubstr("not an uploaded file"))
        << url;
  }
}

TEST(NoteAnswers, SayWhatToCheck) {
  const auto error = [](int status, const char* body) {
    return test::error_of([&] { require_done(note_answer(status, body), "post the note"); });
  };
  EXPECT_EQ(error(201, "{}"), "no error");
  EXPECT_EQ(error(204, ""), "no error");
  EXPECT_THAT(error(401, R"({"message":"401 Unauthorized"})"),
              AllOf(HasSubstr("cannot post the note"), HasSubstr("401 Unauthorized"),
                    HasSubstr("a job token cannot write notes")));
  EXPECT_THAT(error(403, "{}"), HasSubstr("it needs the scope api"));
  EXPECT_THAT(error(404, "{}"), HasSubstr("check --project and the number"));
  EXPECT_THAT(error(413, "<html>"), HasSubstr("--scale 1"));
  EXPECT_THAT(error(429, "Retry later"), HasSubstr("limits the rate"));
  EXPECT_THAT(error(500, ""), HasSubstr("try again later"));
}

}  // namespace
}  // namespace dora::gitlab
