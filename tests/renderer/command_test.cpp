// Tests that command-line options arrive, and that wrong ones are refused clearly.
#include "renderer/command.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"

namespace dora::renderer {
namespace {

using testing::HasSubstr;

/// Parses `render --summary S --out O` and `more`; returns the error message, empty if there is
/// none.
std::string parse(RenderOptions& options, std::vector<std::string> more) {
  CLI::App program;
  add_render_command(program, options);
  std::vector<std::string> arguments{"render", "--summary", "S", "--out", "O"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  std::reverse(arguments.begin(), arguments.end());  // CLI11 expects a vector in reverse.
  try {
    program.parse(arguments);
  } catch (const CLI::ParseError& error) {
    return error.what();
  }
  return {};
}

TEST(RenderCommand, TakesEveryOption) {
  RenderOptions options;
  EXPECT_EQ(parse(options, {"--jobs",
                            "3",
                            "--chart-timeout",
                            "7",
                            "--size",
                            "1200x600",
                            "--as-of",
                            "2024-02-29",
                            "--keep-scripts",
                            "--gnuplot",
                            "/opt/gnuplot",
                            "--scale",
                            "2",
                            "--themes",
                            "dark",
                            "--format",
                            "png",
                            "--no-credit",
                            "--tier-order",
                            "production, qa",
                            "--force",
                            "--deployments",
                            "D",
                            "--shard",
                            "2/3",
                            "--explain",
                            "payments-api",
                            "--png",
                            "exact"}),
            "");
  EXPECT_EQ(options.summary, "S");
  EXPECT_EQ(options.out, "O");
  EXPECT_EQ(options.deployments, "D");
  EXPECT_EQ(options.jobs, 3);
  EXPECT_EQ(options.chart_timeout, std::chrono::seconds(7));
  EXPECT_EQ(options.size.width, 1200);
  EXPECT_EQ(options.size.height, 600);
  EXPECT_EQ(options.as_of, std::chrono::year(2024) / 2 / 29);
  EXPECT_TRUE(options.keep_scripts);
  EXPECT_EQ(options.gnuplot, "/opt/gnuplot");
  EXPECT_EQ(options.scale, 2);
  EXPECT_EQ(options.themes, std::vector{chart::Theme::dark});
  EXPECT_FALSE(options.svg);
  EXPECT_FALSE(options.credit);
  EXPECT_EQ(options.tier_order, (std::vector<std::string>{"production", "qa"}));
  EXPECT_EQ(options.png, chart::PngMode::exact);
  EXPECT_TRUE(options.force);
  EXPECT_EQ(options.shard, (chart::Shard{2, 3}));
  EXPECT_EQ(options.explain, "payments-api");
}

TEST(RenderCommand, HasTheDefaultsOfTheManual) {
  RenderOptions options;
  EXPECT_EQ(parse(options, {}), "");
  EXPECT_EQ(options.jobs, 0);
  EXPECT_EQ(options.chart_timeout, std::chrono::seconds(30));
  EXPECT_EQ(options.size.width, 1000);
  EXPECT_EQ(options.size.height, 500);
  EXPECT_FALSE(options.as_of);
  EXPECT_FALSE(options.keep_scripts);
  EXPECT_EQ(options.gnuplot, "gnuplot");
  EXPECT_EQ(options.scale, 1);
  EXPECT_EQ(options.themes, std::vector{chart::Theme::light});
  EXPECT_TRUE(options.svg);
  EXPECT_TRUE(options.credit);
  EXPECT_TRUE(options.tier_order.empty());
  EXPECT_EQ(options.png, chart::PngMode::palette);
  EXPECT_FALSE(options.force);
  EXPECT_TRUE(options.shard.is_whole());
  EXPECT_FALSE(options.explain);
}

TEST(RenderCommand, RefusesWrongValuesByName) {
  for (const auto& [option, values] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"--size",
            {"", "1000", "x", "1000x", "x500", "1000x500x2", "479x500", "1000x239", "8001x500",
             "-1000x500", "1000 x 500", "99999999999x500", "1000X500"}},
           {"--scale", {"", "0", "5", "-1", "two", "1.5", "2x"}},
           {"--themes", {"", "blue", "light,", ",dark", "light,light", "light dark", "Light"}},
           {"--png", {"", "Palette", "small"}},
           {"--format", {"", "svg", "jpeg", "png,png", "png,", "png svg"}},
           {"--shard", {"", "0/3", "4/3", "x", "3", "1/0", "-1/3", "1/3/3", "a/b"}},
           {"--jobs", {"", "-1", "257", "two", "1.5", "2x"}},
           {"--chart-timeout", {"", "0", "-3", "86401", "30s"}},
           {"--as-of", {"", "2024", "2024-02-30", "2024-13-01", "yesterday", "2024-01-01 "}}}) {
    for (const std::string& value : values) {
      RenderOptions options;
      std::string argument = option + "=";
      argument += value;
      const std::string complaint = parse(options, {argument});
      EXPECT_THAT(complaint, HasSubstr(option)) << option << "=" << value;
    }
  }
}

TEST(RenderCommand, ReportsWhatItExpects) {
  RenderOptions options;
  EXPECT_EQ(parse(options, {"--size", "big"}),
            "--size: 'big' is not a size in pixels such as 1000x500 (at least 480x240, at most "
            "8000 each way)");
  EXPECT_EQ(parse(options, {"--as-of", "soon"}),
            "--as-of: 'soon' is not a date such as 2024-01-31");
}

TEST(RenderCommand, TakesThemesInAnyOrder) {
  RenderOptions options;
  EXPECT_EQ(parse(options, {"--themes", "dark,light"}), "");
  EXPECT_EQ(options.themes, (std::vector{chart::Theme::light, chart::Theme::dark}));
}

using Variables = std::map<std::string, std::string>;

/// The shard that `render` uses with these arguments and variables of the environment, or why it
/// refuses them.
std::string shard_with(const Variables& variables, std::vector<std::string> more = {}) {
  CLI::App program;
  RenderOptions options;
  const CLI::App* command = add_render_command(program, options);
  std::vector<std::string> arguments{"render", "--summary", "S", "--out", "O"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  std::reverse(arguments.begin(), arguments.end());
  program.parse(arguments);
  for (const auto& [name, value] : variables) {
    ::setenv(name.c_str(), value.c_str(), 1);
  }
  std::string result;
  try {
    apply_environment(*command, options);
    result = to_string(options.shard);
  } catch (const base::UsageError& error) {
    result = error.what();
  }
  for (const auto& [name, value] : variables) {
    ::unsetenv(name.c_str());
  }
  return result;
}

Variables gitlab_job(const std::string& index, const std::string& total) {
  return {{"CI_NODE_INDEX", index}, {"CI_NODE_TOTAL", total}};
}

Variables slurm_task(const std::string& task, const std::string& first, const std::string& last,
                     const std::string& count, const std::string& step = "1") {
  return {{"SLURM_ARRAY_TASK_ID", task},
          {"SLURM_ARRAY_TASK_MIN", first},
          {"SLURM_ARRAY_TASK_MAX", last},
          {"SLURM_ARRAY_TASK_COUNT", count},
          {"SLURM_ARRAY_TASK_STEP", step}};
}

TEST(RenderCommand, TakesTheShardOfAParallelJob) {
  EXPECT_EQ(shard_with(gitlab_job("2", "3")), "2/3");
  EXPECT_EQ(shard_with(gitlab_job("2", "3"), {"--shard", "1/4"}), "1/4");
  EXPECT_EQ(shard_with(gitlab_job("2", "3"), {"--shard", "1/1"}), "1/1");
  // A job without `parallel` has a total of 1 and no index.
  EXPECT_EQ(shard_with(gitlab_job("", "1")), "1/1");
  EXPECT_EQ(shard_with(gitlab_job("1", "1")), "1/1");
  EXPECT_EQ(shard_with(gitlab_job("2", "")), "1/1");
  for (const char* wrong : {"0", "4", "x"}) {
    EXPECT_THAT(shard_with(gitlab_job(wrong, "3")), HasSubstr("CI_NODE_INDEX '")) << wrong;
  }
}

TEST(RenderCommand, TakesTheShardOfASlurmTask) {
  EXPECT_EQ(shard_with(slurm_task("1", "1", "8", "8")), "1/8");
  EXPECT_EQ(shard_with(slurm_task("8", "1", "8", "8")), "8/8");
  EXPECT_EQ(shard_with(slurm_task("0", "0", "3", "4")), "1/4") << "Slurm also counts from 0";
  EXPECT_EQ(shard_with(slurm_task("12", "10", "13", "4", "")), "3/4");
  EXPECT_EQ(shard_with(slurm_task("7", "7", "7", "1")), "1/1");
  EXPECT_EQ(shard_with(slurm_task("2", "1", "8", "8"), {"--shard", "1/4"}), "1/4");
  EXPECT_EQ(shard_with({{"SLURM_ARRAY_TASK_COUNT", "8"}}), "1/1") << "not in an array";
  EXPECT_EQ(shard_with({{"SLURM_ARRAY_TASK_ID", ""}}), "1/1");
}

TEST(RenderCommand, PrefersGitLabsPartOfTheWorkToSlurms) {
  Variables both = slurm_task("1", "1", "8", "8");
  both.merge(gitlab_job("2", "3"));
  EXPECT_EQ(shard_with(both), "2/3");
  EXPECT_EQ(shard_with(both, {"--shard", "4/5"}), "4/5");
  Variables not_parallel = slurm_task("6", "1", "8", "8");
  not_parallel.merge(gitlab_job("", "1"));
  EXPECT_EQ(shard_with(not_parallel), "6/8");
}

TEST(RenderCommand, RefusesSlurmArraysWithGaps) {
  EXPECT_EQ(shard_with(slurm_task("3", "1", "7", "4", "2")),
            "the 4 tasks of the Slurm array, 1 to 7 in steps of '2', are not numbered one after "
            "the other; submit it with --array=1-4, or give --shard K/N");
  EXPECT_THAT(shard_with(slurm_task("5", "1", "5", "2")), HasSubstr("--array=1-2")) << "1,5";
  EXPECT_EQ(shard_with(slurm_task("3", "1", "7", "4", "2"), {"--shard", "2/4"}), "2/4");
}

TEST(RenderCommand, RefusesInvalidNumbersOfSlurmByName) {
  EXPECT_THAT(shard_with(slurm_task("x", "1", "8", "8")), HasSubstr("SLURM_ARRAY_TASK_ID 'x'"));
  EXPECT_THAT(shard_with(slurm_task("1", "", "8", "8")), HasSubstr("SLURM_ARRAY_TASK_MIN ''"));
  EXPECT_THAT(shard_with(slurm_task("1", "1", "-8", "8")), HasSubstr("SLURM_ARRAY_TASK_MAX '-8'"));
  EXPECT_THAT(shard_with(slurm_task("1", "1", "8", "8 ")), HasSubstr("SLURM_ARRAY_TASK_COUNT"));
  EXPECT_THAT(shard_with(slurm_task("9", "1", "8", "8")), HasSubstr("task 9"));
  EXPECT_THAT(shard_with(slurm_task("0", "1", "8", "8")), HasSubstr("task 0"));
  EXPECT_THAT(shard_with(slurm_task("1", "1", "10000", "10000")), HasSubstr("at most 9999"));
}

TEST(RenderCommand, NeedsItsInputAndOutput) {
  CLI::App program;
  RenderOptions options;
  add_render_command(program, options);
  EXPECT_THROW(program.parse("render --summary S"), CLI::RequiredError);
  CLI::App other;
  add_render_command(other, options);
  EXPECT_THROW(other.parse("render --out O"), CLI::RequiredError);
}

TEST(RenderCommand, SharesItsOptionsWithOtherCommands) {
  CLI::App program;
  RenderOptions options;
  add_render_options(*program.add_subcommand("generate"), options);
  program.parse("generate --jobs 5 --size 700x350");
  EXPECT_EQ(options.jobs, 5);
  EXPECT_EQ(options.size.width, 700);
}

TEST(RenderCommand, HasHelpWithExamples) {
  CLI::App program;
  RenderOptions options;
  const std::string help = add_render_command(program, options)->help();
  for (const char* word :
       {"--summary FILE", "--out CHARTS", "--jobs N", "--chart-timeout SECONDS", "--size WxH",
        "--as-of DATE", "--keep-scripts", "--gnuplot PROGRAM", "--scale N", "--themes LIST",
        "--format LIST", "--png MODE", "--force", "--shard K/N", "--explain SERVICE",
        "Examples:", "dora-report render --summary"}) {
    EXPECT_THAT(help, HasSubstr(word));
  }
  EXPECT_THAT(help, testing::Not(HasSubstr("{"))) << "how CLI11 notes a flag that sets false";
}

}  // namespace
}  // namespace dora::renderer
