// Tests what `annotate` asks only once, what it says a run costs, and when it stops.
#include <filesystem>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/annotate/annotate_stage.h"
#include "tests/support/error_of.h"

namespace dora::reports {
namespace {

using test::chat_reply;
using test::ModelCall;
using test::ModelReply;
using test::ModelServer;
using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

TEST_F(AnnotateCommand, AnUnchangedWeekCostsNothing) {
  const ModelServer server(obedient);
  annotate(server);
  const std::size_t asked = server.calls().size();
  EXPECT_EQ(asked, 3U);
  const std::string before = files::read_file(folder_ / "data/annotations.json");
  EXPECT_EQ(annotate(server), base::ExitCode::done);
  EXPECT_EQ(server.calls().size(), asked);
  EXPECT_EQ(files::read_file(folder_ / "data/annotations.json"), before);
  command_.asking.model = "other-model";
  annotate(server);
  EXPECT_EQ(server.calls().size(), 2 * asked) << "another model says something else";
}

TEST_F(AnnotateCommand, TheSameFiguresAreAskedAboutOnce) {
  sample_.services = {test::daily_service("a", "2024-03-09T10:00:00Z", 2),
                      test::daily_service("b", "2024-03-09T10:00:00Z", 2)};
  sample_.write(folder_.path());
  const ModelServer server(obedient);
  EXPECT_EQ(annotate(server), base::ExitCode::done);
  EXPECT_EQ(server.calls().size(), 2U);
  EXPECT_THAT(comments(), SizeIs(3));
}

TEST_F(AnnotateCommand, EstimatesWithoutAsking) {
  const ModelServer server(obedient);
  command_.dry_run = true;
  command_.cost.price_in = 1;
  command_.cost.price_out = 2;
  EXPECT_EQ(annotate(server), base::ExitCode::done);
  EXPECT_THAT(output_, AllOf(HasSubstr("3 records, 0 answered already\nat most: 6 requests, "),
                             HasSubstr("\nabout: 3 requests, "), HasSubstr(" out, $0.")));
  EXPECT_TRUE(server.calls().empty());
  EXPECT_FALSE(std::filesystem::exists(folder_ / "data/annotations.db"));
  command_.asking.model = "";
  EXPECT_EQ(annotate(server), base::ExitCode::done) << "tokens need no model";
  command_.asking.model = "test-model";
  command_.dry_run = false;
  annotate(server);
  command_.dry_run = true;
  annotate(server);
  EXPECT_THAT(output_,
              HasSubstr("3 records, 3 answered already\nat most: 0 requests, 0 tokens in"));
}

TEST_F(AnnotateCommand, EstimatesWhatIsAlikeOnce) {
  command_.data.clear();
  command_.records = folder_.write("code.txt", "int a;\n----\nint b;\n----\nint a;\n");
  command_.delimiter = "----";
  command_.prompt = folder_.write("prompt.txt", "Explain this.");
  command_.out = folder_ / "out";
  command_.dry_run = true;
  const ModelServer server([](const ModelCall&) { return chat_reply("A number."); });
  annotate(server);
  EXPECT_THAT(output_, HasSubstr("3 records, 0 answered already, 1 like others\n"
                                 "at most: 2 requests, "));
  command_.dry_run = false;
  annotate(server);
  EXPECT_EQ(server.calls().size(), 2U);
}

TEST_F(AnnotateCommand, StopsBeforeTheRequestThatCouldCostTooMuch) {
  const ModelServer server(obedient);
  command_.concurrency = 1;
  command_.cost.price_in = 1000;
  command_.cost.price_out = 1000;
  command_.cost.max_cost = 0.001;
  EXPECT_EQ(annotate(server), base::ExitCode::incomplete);
  EXPECT_TRUE(server.calls().empty());
  EXPECT_THAT(messages(), HasSubstr("--max-cost"));
  EXPECT_THAT(comments(), SizeIs(0));
  command_.if_key = true;
  EXPECT_EQ(annotate(server), base::ExitCode::done);
  // The first request fits: about 4,000 bytes and 400 tokens.
  command_.cost.max_cost = 6;
  annotate(server);
  EXPECT_GE(server.calls().size(), 1U);
  command_.cost.price_in = std::nullopt;
  command_.cost.price_out = std::nullopt;
  EXPECT_THAT(test::error_of([&] { annotate(server); }), HasSubstr("--max-cost needs"));
}

TEST_F(AnnotateCommand, AnExhaustedQuotaStopsAtOnce) {
  const ModelServer server([](const ModelCall&) -> ModelReply {
    return {429, R"({"error":{"message":"pay","code":"insufficient_quota"}})"};
  });
  command_.concurrency = 1;
  command_.endpoint.retries = 5;
  EXPECT_EQ(annotate(server), base::ExitCode::failed);
  EXPECT_EQ(server.calls().size(), 1U);
  EXPECT_THAT(messages(), HasSubstr("pay"));
  command_.if_key = true;
  EXPECT_EQ(annotate(server), base::ExitCode::done);
}

}  // namespace
}  // namespace dora::reports
