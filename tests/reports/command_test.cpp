// Tests that each flag of the report command lands in its option.
#include "reports/command.h"

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

namespace dora::reports {
namespace {

struct Parsed {
  ReportOptions options;
  bool ok = true;
};

Parsed parse(const std::string& arguments) {
  Parsed parsed;
  CLI::App program;
  add_report_command(program, parsed.options);
  try {
    program.parse(arguments);
  } catch (const CLI::ParseError&) {
    parsed.ok = false;
  }
  return parsed;
}

TEST(ReportCommand, TakesItsFolders) {
  const Parsed parsed = parse("report --data D --charts C --out S");
  EXPECT_TRUE(parsed.ok);
  EXPECT_EQ(parsed.options.data, "D");
  EXPECT_EQ(parsed.options.charts, std::vector<std::filesystem::path>{"C"});
  EXPECT_EQ(parsed.options.out, "S");
  EXPECT_EQ(parsed.options.title, "");
  EXPECT_EQ(parsed.options.templates, "");
}

TEST(ReportCommand, TakesATitleTemplatesAndAWeek) {
  const Parsed parsed = parse(
      "report --data D --charts C --out S --title \"All of it\" --templates T "
      "--week 2024-W05 --theme C --bands dora-2021");
  EXPECT_EQ(parsed.options.bands, "dora-2021");
  EXPECT_EQ(parsed.options.theme, "C");
  EXPECT_EQ(parsed.options.week, "2024-W05");
  EXPECT_EQ(parsed.options.title, "All of it");
  EXPECT_EQ(parsed.options.templates, "T");
}

TEST(ReportCommand, TakesAFileForMailAndTheAddressOfTheSite) {
  const Parsed parsed = parse(
      "report --data D --charts C --out S --single-file mail/w.html --site-url https://x.example");
  EXPECT_TRUE(parsed.ok);
  EXPECT_EQ(parsed.options.single_file, "mail/w.html");
  EXPECT_EQ(parsed.options.site_url, "https://x.example");
}

TEST(ReportCommand, TakesTiersInOrder) {
  const auto order = [](const std::string& value) {
    return parse("report --data D --charts C --out S " + value).options.tier_order;
  };
  using Tiers = std::vector<std::string>;
  EXPECT_EQ(order(""), Tiers());
  EXPECT_EQ(order("--tier-order live"), Tiers{"live"});
  EXPECT_EQ(order("--tier-order live,qa,dev"), (Tiers{"live", "qa", "dev"}));
  EXPECT_EQ(order("--tier-order 'live, on premises ,dev'"), (Tiers{"live", "on premises", "dev"}));
  EXPECT_EQ(order("--tier-order live --tier-order qa"), (Tiers{"live", "qa"}));
}

TEST(ReportCommand, RefusesATierWithoutAName) {
  for (const char* tiers : {"live,,qa", ",live", "live,", ","}) {
    ReportOptions options;
    CLI::App program;
    add_report_command(program, options);
    try {
      program.parse(std::string("report --data D --charts C --out S --tier-order ") + tiers);
      ADD_FAILURE() << tiers;
    } catch (const CLI::ParseError& error) {
      EXPECT_EQ(std::string(error.what()), "--tier-order: '" + std::string(tiers) +
                                               "' has an empty name; separate names by one comma");
    }
  }
}

TEST(ReportCommand, NeedsItsFolders) {
  for (const char* arguments :
       {"report", "report --data D --charts C E --out S", "report --data D --charts C",
        "report --data D --out S", "report --charts C --out S"}) {
    EXPECT_FALSE(parse(arguments).ok) << arguments;
  }
}

TEST(ReportOptions, AreSharedWithoutTheFolders) {
  ReportOptions options;
  CLI::App program;
  add_report_options(program, options);
  program.parse("--title T --templates D");
  EXPECT_EQ(options.title, "T");
  EXPECT_EQ(options.templates, "D");
  EXPECT_THROW(program.parse("--data D"), CLI::ParseError);
}

}  // namespace
}  // namespace dora::reports
