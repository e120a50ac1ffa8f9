// Tests of reports/annotate/raw_record.
#include "reports/annotate/raw_record.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

namespace dora::annotate {
namespace {

StoredAnswer hostile_answer() {
  StoredAnswer stored;
  stored.key = "k";
  stored.model = "m";
  stored.answer.outcome = llm::Outcome::complete;
  stored.answer.text = "</a-annotation> & <b>";
  stored.answer.finish_reason = "stop";
  stored.answer.id = "</a-meta>&";
  stored.answer.usage = llm::Usage{1, 2, 3};
  stored.answer.duration = std::chrono::milliseconds(7);
  stored.received = 1'700'000'000;
  stored.verdict = "accepted";
  return stored;
}

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin) + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

std::string decoded(std::string text) {
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"&lt;", "<"}, {"&amp;", "&"}}) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

TEST(RawRecord, NoTextEndsItsTag) {
  const std::string snippet = "if (a < b && c) { } // </a-snippet> &lt; &amp;lt; </a-block>";
  const std::string text = block("r<1>", snippet, hostile_answer());
  EXPECT_EQ(decoded(between(text, "<a-snippet>", "</a-snippet>")), snippet);
  EXPECT_EQ(decoded(between(text, "<a-annotation>", "</a-annotation>")), "</a-annotation> & <b>");
  rapidjson::Document meta;
  meta.Parse(between(text, "<a-meta>", "</a-meta>").c_str());
  ASSERT_TRUE(meta.IsObject());
  EXPECT_STREQ(meta["id"].GetString(), "r<1>");
  EXPECT_STREQ(meta["answer_id"].GetString(), "</a-meta>&");
  EXPECT_TRUE(text.ends_with("</a-meta></a-block>\n"));
}

TEST(RawRecord, ALineKeepsWhatWasSentAndAnswered) {
  llm::ModelRequest request;
  request.messages = {{"system", "rules"}, {"user", "a\nb"}};
  rapidjson::Document line;
  line.Parse(raw_line("r", request, hostile_answer()).c_str());
  ASSERT_TRUE(line.IsObject());
  EXPECT_STREQ(line["messages"][1]["content"].GetString(), "a\nb");
  EXPECT_STREQ(line["answer"].GetString(), "</a-annotation> & <b>");
  EXPECT_EQ(line["total_tokens"].GetInt(), 3);
  EXPECT_STREQ(line["received"].GetString(), "2023-11-14T22:13:20.000Z");
  StoredAnswer unknown = hostile_answer();
  unknown.answer.usage = std::nullopt;
  line.Parse(raw_line("r", request, unknown).c_str());
  EXPECT_TRUE(line["total_tokens"].IsNull());
}

}  // namespace
}  // namespace dora::annotate
