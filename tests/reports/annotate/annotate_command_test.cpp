// Tests that each flag of annotate lands in its option.
#include "reports/annotate/annotate_command.h"

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

namespace dora::reports {
namespace {

struct ParsedAnnotate {
  AnnotateOptions options;
  bool ok = true;
};

ParsedAnnotate parse_annotate(const std::string& arguments) {
  ParsedAnnotate parsed;
  CLI::App program;
  add_annotate_command(program, parsed.options);
  try {
    program.parse("annotate " + arguments);
  } catch (const CLI::ParseError&) {
    parsed.ok = false;
  }
  return parsed;
}

TEST(AnnotateCommandLine, HasDefaults) {
  const AnnotateOptions options = parse_annotate("").options;
  EXPECT_EQ(options.concurrency, 4);
  EXPECT_EQ(options.asking.api, llm::Api::chat);
  EXPECT_EQ(options.endpoint.retries, 2);
  EXPECT_FALSE(options.dry_run || options.all || options.with_titles || options.blocks);
  EXPECT_FALSE(options.cost.max_cost || options.cost.price_in);
}

TEST(AnnotateCommandLine, TakesWhatToAsk) {
  const ParsedAnnotate parsed = parse_annotate(
      "--data D --week 2024-W05 --all --with-titles --templates T --model M --api completions "
      "--max-tokens 99 --concurrency 16 --if-key --base-url http://127.0.0.1:1/v1 --key-file K "
      "--retries 7 --timeout 9 --allow-insecure");
  ASSERT_TRUE(parsed.ok);
  const AnnotateOptions& options = parsed.options;
  EXPECT_EQ(options.data, "D");
  EXPECT_EQ(options.week, "2024-W05");
  EXPECT_TRUE(options.all && options.with_titles && options.if_key);
  EXPECT_EQ(options.templates, "T");
  EXPECT_EQ(options.asking.model, "M");
  EXPECT_EQ(options.asking.api, llm::Api::completions);
  EXPECT_EQ(options.asking.max_tokens, 99);
  EXPECT_EQ(options.concurrency, 16);
  EXPECT_EQ(options.endpoint.base_url, "http://127.0.0.1:1/v1");
  EXPECT_EQ(options.endpoint.key_file, "K");
  EXPECT_EQ(options.endpoint.retries, 7);
  EXPECT_EQ(options.endpoint.timeout, std::chrono::seconds(9));
  EXPECT_TRUE(options.endpoint.allow_insecure);
}

TEST(AnnotateCommandLine, TakesMoneyAndRecords) {
  const ParsedAnnotate parsed = parse_annotate(
      "--dry-run --price-in 0.15 --price-out 0.6 --max-cost 2 --records R --delimiter ---- "
      "--prompt P --out O --format blocks");
  ASSERT_TRUE(parsed.ok);
  EXPECT_TRUE(parsed.options.dry_run && parsed.options.blocks);
  EXPECT_EQ(parsed.options.cost.price_in, 0.15);
  EXPECT_EQ(parsed.options.cost.price_out, 0.6);
  EXPECT_EQ(parsed.options.cost.max_cost, 2);
  EXPECT_EQ(parsed.options.records, "R");
  EXPECT_EQ(parsed.options.delimiter, "----");
  EXPECT_EQ(parsed.options.prompt, "P");
  EXPECT_EQ(parsed.options.out, "O");
}

TEST(AnnotateCommandLine, RefusesWhatMakesNoSense) {
  for (const char* arguments :
       {"--concurrency 0", "--api responses", "--format xml", "--max-cost -1", "--price-in nan",
        "--prices P --price-in 1", "--max-tokens 1", "--retries -1", "--key sk-0123456789"}) {
    EXPECT_FALSE(parse_annotate(arguments).ok) << arguments;
  }
}

}  // namespace
}  // namespace dora::reports
