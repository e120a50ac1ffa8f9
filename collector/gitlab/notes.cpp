// Notes on merge requests and issues, and files uploaded for them: requests and answers.
#include "collector/gitlab/notes.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "collector/gitlab/api.h"
#include "collector/gitlab/query.h"

namespace dora::gitlab {
namespace {

using rapidjson::Value;

std::string place_url(const NotePlace& place) {
  return fmt::format("{}/{}/{}", project_url(place.root, place.project),
                     place.target == NoteTarget::issue ? "issues" : "merge_requests", place.iid);
}

std::string note_url(const NotePlace& place, std::int64_t note) {
  return fmt::format("{}/notes/{}", place_url(place), note);
}

http::Request with_body(std::string url, http::Method method, std::string_view note) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.StartObject();
  writer.Key("body");
  writer.String(note.data(), static_cast<rapidjson::SizeType>(note.size()));
  writer.EndObject();
  http::Request request = http::get(std::move(url));
  request.method = method;
  request.headers = {{"Content-Type", "application/json"}};
  request.body.assign(buffer.GetString(), buffer.GetSize());
  return request;
}

[[noreturn]] void fail(const http::Response& response, std::string_view expected) {
  throw base::Error(fmt::format("{}: the answer is not {}; check that --api-url is GitLab's API",
                                response.url, expected));
}

rapidjson::Document parsed(const http::Response& response, std::string_view expected) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
      response.body.data(), response.body.size());
  if (document.HasParseError()) {
    fail(response, expected);
  }
  return document;
}

const Value* member(const Value& object, const char* key) {
  if (!object.IsObject()) {
    return nullptr;
  }
  const auto found = object.FindMember(key);
  return found == object.MemberEnd() ? nullptr : &found->value;
}

std::int64_t id_of(const http::Response& response, const Value* object, std::string_view expected) {
  const Value* id = object == nullptr ? nullptr : member(*object, "id");
  if (id == nullptr || !id->IsInt64()) {
    fail(response, expected);
  }
  return id->GetInt64();
}

Note note_of(const http::Response& response, const Value& object) {
  constexpr std::string_view expected = "a note";
  Note note;
  note.id = id_of(response, &object, expected);
  note.author = id_of(response, member(object, "author"), expected);
  const Value* system = member(object, "system");
  note.system = system != nullptr && system->IsTrue();
  const Value* body = member(object, "body");
  if (body == nullptr || !body->IsString()) {
    fail(response, expected);
  }
  note.body.assign(body->GetString(), body->GetStringLength());
  return note;
}

std::string_view note_advice(int status) {
  switch (status) {
    case 401:
      return "check the token (PRIVATE_TOKEN or --token-file): it is wrong, expired or revoked; a "
             "job token cannot write notes";
    case 403:
      return "check the token: it needs the scope api, and its owner at least the role Reporter in "
             "the project";
    case 404:
      return "check --project and the number of the merge request or issue; GitLab answers the "
             "same if the token may not see them";
    case 413:
      return "the picture is larger than the server takes: render with --scale 1";
    case 429:
      return "GitLab limits the rate; try again later";
    default:
      return status >= 500 ? "the server has trouble; try again later" : "check --api-url";
  }
}

}  // namespace

http::Request user_request(std::string_view root) {
  return http::get(fmt::format("{}/user", root));
}

http::Request place_request(const NotePlace& place) {
  return http::get(place_url(place));
}

http::Request notes_request(const NotePlace& place, int page) {
  return http::get(fmt::format("{}/notes?sort=asc&order_by=created_at&per_page={}&page={}",
                               place_url(place), largest_page, page));
}

http::Request create_note(const NotePlace& place, std::string_view body) {
  http::Request request = with_body(place_url(place) + "/notes", http::Method::post, body);
  request.repeat = http::Repeat::if_not_handled;
  return request;
}

http::Request update_note(const NotePlace& place, std::int64_t note, std::string_view body) {
  return with_body(note_url(place, note), http::Method::put, body);
}

http::Request delete_note(const NotePlace& place, std::int64_t note) {
  http::Request request = http::get(note_url(place, note));
  request.method = http::Method::del;
  return request;
}

// multipart/form-data (RFC 7578). The boundary is made of the content, so that it is not inside.
http::Request upload_picture(const NotePlace& place, std::string_view name, std::string_view png) {
  const std::string boundary = "dora-report-" + files::sha256(png);
  http::Request request = http::get(project_url(place.root, place.project) + "/uploads");
  request.method = http::Method::post;
  request.repeat = http::Repeat::if_not_handled;
  request.headers = {{"Content-Type", "multipart/form-data; boundary=" + boundary}};
  request.body = fmt::format(
      "--{}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n"
      "Content-Type: image/png\r\n\r\n",
      boundary, name);
  request.body += png;
  request.body += fmt::format("\r\n--{}--\r\n", boundary);
  return request;
}

std::int64_t parse_user(const http::Response& response) {
  const rapidjson::Document document = parsed(response, "a user");
  return id_of(response, &document, "a user");
}

MergeRequest parse_merge_request(const http::Response& response) {
  ParsedPage page = parse_page("[" + response.body + "]");
  if (!page.problem.empty() || page.merge_requests.size() != 1) {
    fail(response, "a merge request");
  }
  return std::move(page.merge_requests.front());
}

std::vector<Note> parse_notes(const http::Response& response) {
  const rapidjson::Document document = parsed(response, "a list of notes");
  if (!document.IsArray()) {
    fail(response, "a list of notes");
  }
  std::vector<Note> notes;
  for (const Value& each : document.GetArray()) {
    notes.push_back(note_of(response, each));
  }
  return notes;
}

Note parse_note(const http::Response& response) {
  return note_of(response, parsed(response, "a note"));
}

std::string parse_upload(const http::Response& response) {
  const rapidjson::Document document = parsed(response, "an uploaded file");
  const Value* url = member(document, "url");
  if (url == nullptr || !url->IsString() || !is_upload(url->GetString())) {
    fail(response, "an uploaded file");
  }
  return url->GetString();
}

bool is_upload(std::string_view address) {
  constexpr std::string_view begin = "/uploads/";
  constexpr std::size_t digits = 32;
  if (!address.starts_with(begin)) {
    return false;
  }
  address.remove_prefix(begin.size());
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  const auto is_plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '_' || c == '-' || c == '~';
  };
  if (address.size() < digits + 2 || address[digits] != '/') {
    return false;
  }
  return std::ranges::all_of(address.substr(0, digits), is_hex) &&
         std::ranges::all_of(address.substr(digits + 1), is_plain);
}

void require_done(const http::Response& response, std::string_view what) {
  if (response.failure != http::Failure::none) {
    throw base::Error(fmt::format("cannot {} ({}): {}; check --api-url, --ca-file and the network",
                                  what, response.url, response.failure_text));
  }
  if (response.status < 200 || response.status >= 300) {
    const std::string words = message_of(response);
    throw base::Error(fmt::format("cannot {}: {} answered HTTP {}{}{}; {}", what, response.url,
                                  response.status, words.empty() ? "" : ": ", words,
                                  note_advice(response.status)));
  }
}

}  // namespace dora::gitlab
