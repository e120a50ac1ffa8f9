// Tests that command-line options arrive, and that wrong ones are refused clearly.
#include "renderer/command.h"

#include <algorithm>
#include <cstdlib>
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

/// The shard that `render` uses with these arguments and these values of GitLab's variables.
chart::Shard shard_with(const char* index, const char* total, std::vector<std::string> more = {}) {
  CLI::App program;
  RenderOptions options;
  const CLI::App* command = add_render_command(program, options);
  std::vector<std::string> arguments{"render", "--summary", "S", "--out", "O"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  std::reverse(arguments.begin(), arguments.end());
  program.parse(arguments);
  ::setenv("CI_NODE_INDEX", index, 1);
  ::setenv("CI_NODE_TOTAL", total, 1);
  try {
    apply_environment(*command, options);
  } catch (const base::UsageError&) {
    options.shard = {-1, -1};
  }
  ::unsetenv("CI_NODE_INDEX");
  ::unsetenv("CI_NODE_TOTAL");
  return options.shard;
}

TEST(RenderCommand, TakesTheShardOfAParallelJob) {
  EXPECT_EQ(shard_with("2", "3"), (chart::Shard{2, 3}));
  EXPECT_EQ(shard_with("2", "3", {"--shard", "1/4"}), (chart::Shard{1, 4}));
  EXPECT_EQ(shard_with("2", "3", {"--shard", "1/1"}), chart::Shard());
  // A job without `parallel` has a total of 1 and no index.
  EXPECT_EQ(shard_with("", "1"), chart::Shard());
  EXPECT_EQ(shard_with("1", "1"), chart::Shard());
  EXPECT_EQ(shard_with("2", ""), chart::Shard());
  for (const char* wrong : {"0", "4", "x"}) {
    EXPECT_EQ(shard_with(wrong, "3"), (chart::Shard{-1, -1})) << wrong;
  }
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
