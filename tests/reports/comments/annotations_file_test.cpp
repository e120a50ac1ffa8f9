// Tests of reports/comments/annotations_file and comment_book: the file may be anybody's.
#include "reports/comments/annotations_file.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/comments/comment_book.h"
#include "tests/reports/comments/built_in_words.h"
#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::comments {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Record stored_record() {
  Record record;
  record.id = "service/<pay>";
  record.week = "2026-W47";
  record.facts = {{"f1", "deployments in the week", "12", Metric::deployments},
                  {"f2", "failed deployments in the week", "3", Metric::failed}};
  record.aliases = {{"s1", "<pay>"}};
  return record;
}

StoredComment stored_comment() {
  const Record record = stored_record();
  return {record.id,
          record.week,
          figures_hash(record),
          "gpt-\u202Ex",
          model::parse_instant("2026-11-23T10:00:00Z").value(),
          false,
          {"{s1} had {f1} deployments in the week, {f2} failed."}};
}

CommentBook book_of(const StoredComment& comment) {
  return {{comment}, test::built_in_words(), model::TimeZone()};
}

TEST(Annotations, ComeBackAsTheyWereWritten) {
  const test::TemporaryFolder folder;
  StoredComment other = stored_comment();
  other.model = "";
  other.titles = true;
  other.record = "week";
  folder.write(annotations_name, annotations_json({stored_comment(), other}));
  EXPECT_THAT(read_annotations(folder.path()), ElementsAre(stored_comment(), other));
  EXPECT_THAT(annotations_json({stored_comment()}), HasSubstr("gpt-\\u202E"));
  std::filesystem::remove(folder / annotations_name);
  EXPECT_TRUE(read_annotations(folder.path()).empty());
}

TEST(Annotations, OtherShapesAreErrors) {
  const std::string valid = annotations_json({stored_comment()});
  ASSERT_EQ(parse_annotations(valid, "a.json").size(), 1U);
  const auto replaced = [&valid](const std::string& part, const std::string& with) {
    std::string text = valid;
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return text.replace(at, part.size(), with);
  };
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{"), std::string(100'000, '['),
        replaced("\"version\":1", "\"version\":2"), replaced("\"comments\":[", "\"comment\":["),
        replaced("\"titles\":false", "\"titles\":0"),
        replaced("\"written\":\"2026", "\"written\":\"x"),
        replaced("\"week\":\"2026-W47\"", "\"week\":\"2026-W47-and-more\""),
        replaced("\"sentences\":[", "\"sentences\":[1,"),
        replaced("{s1} had", std::string(500, 'x')), replaced("{s1}", "\\ud800"),
        replaced("{\"record\"", "7,{\"record\""), replaced("\"figures\"", "\"figure\"")}) {
    EXPECT_THAT(test::error_of([&] { parse_annotations(text, "a.json"); }), HasSubstr("a.json: "))
        << text.substr(0, 200);
  }
}

TEST(Annotations, AreNotReadThroughLinks) {
  const test::TemporaryFolder folder;
  folder.write("elsewhere.json", annotations_json({stored_comment()}));
  std::filesystem::create_symlink(folder / "elsewhere.json", folder / annotations_name);
  EXPECT_THAT(test::error_of([&] { read_annotations(folder.path()); }), HasSubstr("annotations"));
}

TEST(CommentBook, ShowsNamesAndFiguresOfTheReport) {
  const auto comment = book_of(stored_comment()).find(stored_record());
  ASSERT_TRUE(comment);
  std::string text;
  for (const pages::CommentPart& part : comment->parts) {
    text += part.is_name     ? "[" + part.text + "]"
            : part.is_figure ? "<" + part.text + ">"
                             : part.text;
  }
  EXPECT_EQ(text, "[<pay>] had <12> deployments in the week, <3> failed.");
  EXPECT_THAT(comment->parts[0].page, HasSubstr("services/"));
  EXPECT_EQ(comment->date, "23 November 2026");
  EXPECT_EQ(comment->model, "gpt-\\u{202E}x");
  ASSERT_EQ(comment->figures.size(), 2U);
  EXPECT_EQ(comment->figures[0].value, "12");
}

TEST(CommentBook, DropsWhatWasWrittenFromOtherFigures) {
  Record record = stored_record();
  record.facts[0].value = "13";
  const CommentBook book = book_of(stored_comment());
  EXPECT_FALSE(book.find(record));
  EXPECT_EQ(book.stale(), 1U);
  record = stored_record();
  record.week = "2026-W46";
  EXPECT_FALSE(book.find(record)) << "of another week";
  EXPECT_EQ(book.stale(), 1U);
}

TEST(CommentBook, ChecksSentencesAgain) {
  for (const char* sentence :
       {"{s1} had 99 deployments, {f1} deployments.", "<script>alert(1)</script>",
        "See https://evil.example, {f1} deployments.", "{s1} had {f9} deployments."}) {
    StoredComment comment = stored_comment();
    comment.sentences = {sentence};
    const CommentBook book = book_of(comment);
    EXPECT_FALSE(book.find(stored_record())) << sentence;
    EXPECT_EQ(book.refused(), 1U);
  }
}

}  // namespace
}  // namespace dora::comments
