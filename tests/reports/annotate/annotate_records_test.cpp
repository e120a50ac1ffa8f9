// Tests `annotate --records`, and the raw record of each answer.
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "tests/reports/annotate/annotate_stage.h"
#include "tests/support/error_of.h"

namespace dora::reports {
namespace {

using test::chat_reply;
using test::ModelCall;
using test::ModelServer;
using testing::AllOf;
using testing::HasSubstr;

TEST_F(AnnotateCommand, KeepsARawRecordOfEachAnswer) {
  const ModelServer server(obedient);
  annotate(server);
  std::set<std::string> ids;
  std::istringstream lines(raw());
  for (std::string line; std::getline(lines, line);) {
    rapidjson::Document record;
    record.Parse(line.c_str());
    ASSERT_TRUE(record.IsObject()) << line;
    ids.insert(record["id"].GetString());
    EXPECT_EQ(record["total_tokens"].GetInt(), 120);
    EXPECT_STREQ(record["verdict"].GetString(), "accepted");
    EXPECT_STREQ(record["finish_reason"].GetString(), "stop");
    EXPECT_EQ(record["messages"].Size(), 2U);
  }
  EXPECT_THAT(ids, testing::ElementsAre("service/api", "service/web", "week"));
}

TEST_F(AnnotateCommand, AsksAboutRecordsOfAnyKind) {
  command_.data.clear();
  command_.records = folder_.write("code.txt", "int a;\n----\nif (a < 1 && b) {}\n");
  command_.delimiter = "----";
  command_.prompt = folder_.write("prompt.txt", "Explain this.");
  command_.out = folder_ / "out";
  command_.blocks = true;
  const ModelServer server([](const ModelCall& call) {
    return chat_reply(call.body.find("int a") != std::string::npos ? "Declares 1 number." : "</x>");
  });
  EXPECT_EQ(annotate(server), base::ExitCode::done);
  const std::string blocks = files::read_file(folder_ / "out/annotations.blocks");
  EXPECT_THAT(blocks, AllOf(HasSubstr("<a-block><a-snippet>int a;\n</a-snippet><a-annotation>"
                                      "Declares 1 number.</a-annotation><a-meta>{\"id\":\"1\""),
                            HasSubstr("if (a &lt; 1 &amp;&amp; b) {}"), HasSubstr("&lt;/x>")));
  EXPECT_THAT(messages(), HasSubstr("no number in them is checked"));
  EXPECT_THAT(server.calls()[0].body, HasSubstr("Explain this."));
  command_.blocks = false;
  EXPECT_EQ(annotate(server), base::ExitCode::done);
  EXPECT_EQ(server.calls().size(), 2U) << "the answers are there already";
  EXPECT_THAT(files::read_file(folder_ / "out/annotations.jsonl"), HasSubstr("\"id\":\"2\""));
}

TEST_F(AnnotateCommand, RefusesWhatDoesNotFit) {
  AnnotateOptions none;
  command_ = none;
  EXPECT_THAT(test::error_of([&] { annotate(); }), HasSubstr("--data DATA"));
  command_.endpoint.base_url = "http://127.0.0.1:1/v1";
  command_.asking.model = "m";
  command_.records = folder_.write("r.jsonl", "{\"id\":\"a\",\"text\":\"\"}");
  EXPECT_THAT(test::error_of([&] { annotate(); }), HasSubstr("--records needs --prompt"));
}

}  // namespace
}  // namespace dora::reports
