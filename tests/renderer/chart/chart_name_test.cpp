// Tests that every service gets its own file name, safe everywhere.
#include "renderer/chart/chart_name.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace dora::chart {
namespace {

using testing::MatchesRegex;
using testing::StartsWith;

TEST(Slug, KeepsSafeNames) {
  for (const std::string name :
       {"payments-api", "a", "7", "search_v2.1", "0-x", "a.b", "combined-2", "index2", "console",
        "com", "com10", "comx", "lpt", "a-", "a_"}) {
    EXPECT_EQ(slug(name), name);
  }
  EXPECT_EQ(slug(std::string(80, 'a')), std::string(80, 'a'));
}

TEST(Slug, KeepsTheSafePartOfOtherNamesBeforeAHash) {
  // From sha256sum.
  EXPECT_EQ(slug("BILLING"), "billing~74f2dd29a30a");
  EXPECT_THAT(slug("Müller Ökonomie"), StartsWith("muller-okonomie~"));
  EXPECT_EQ(slug(""), "service~e3b0c44298fc");
  const std::vector<std::pair<std::string, std::string>> table{
      {"BILLING", "billing~"},
      {"Data Export", "data-export~"},
      {"a/b", "a-b~"},
      {"../../etc/passwd", "etc-passwd~"},
      {"決済サービス", "service~"},
      {"müller-import", "muller-import~"},
      {"", "service~"},
      {".hidden", "hidden~"},
      {"-dash", "dash~"},
      {"dot.", "dot~"},
      {"a~b", "a-b~"},
      {"`touch x`", "touch-x~"},
      {"combined", "combined~"},
      {"index", "index~"},
      {"index.html", "index.html~"},
      {"con", "con~"},
      {"aux.txt", "aux.txt~"},
      {"com1", "com1~"},
      {"lpt9.x", "lpt9.x~"},
      {std::string(81, 'a'), std::string(40, 'a') + "~"}};
  for (const auto& [name, beginning] : table) {
    EXPECT_THAT(slug(name), StartsWith(beginning)) << name;
    EXPECT_THAT(slug(name).substr(beginning.size()), MatchesRegex("[0-9a-f]{12}")) << name;
  }
}

constexpr std::array hostile_names{"",
                                   ".",
                                   "..",
                                   "/",
                                   "//",
                                   "a/b",
                                   "a-b",
                                   "a b",
                                   "a\\b",
                                   "a:b",
                                   "a~b",
                                   "A-B",
                                   "a_b",
                                   "con",
                                   "CON",
                                   "Con",
                                   "nul.txt",
                                   "combined",
                                   "Combined",
                                   "index",
                                   "INDEX",
                                   "service",
                                   "service~",
                                   "Service",
                                   "\n",
                                   "\r\n",
                                   "é",
                                   "e\u0301",
                                   "É",
                                   "決済",
                                   "決済 ",
                                   "🚀",
                                   "ａｂ",
                                   "x~e3b0c44298fc",
                                   "service~e3b0c44298fc",
                                   "..%2f..",
                                   "$(x)",
                                   "`x`",
                                   "a_deployment_metrics.png",
                                   "billing",
                                   "BILLING",
                                   "Billing",
                                   "bIlling",
                                   "\xff",
                                   "\xfe",
                                   "-",
                                   "--help",
                                   "~",
                                   "~root"};

/// The hostile names, every byte alone and between letters, and long names that differ at the end.
std::vector<std::string> many_names() {
  std::vector<std::string> names(hostile_names.begin(), hostile_names.end());
  for (const std::size_t size : {79U, 80U, 81U, 255U, 100'000U}) {
    names.push_back(std::string(size, 'a'));
    names.push_back(std::string(size, 'A'));
    names.push_back(std::string(size, 'a') + "b");
    names.push_back(std::string(size, '.'));
  }
  for (int byte = 0; byte < 256; ++byte) {
    names.push_back(std::string("x") + static_cast<char>(byte) + "y");
    names.push_back(std::string(1, static_cast<char>(byte)));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

TEST(Slug, NoTwoNamesShareAFileEvenIgnoringCase) {
  std::map<std::string, std::string> owner;
  for (const std::string& name : many_names()) {
    std::string lower = slug(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    const auto [place, fresh] = owner.emplace(lower, name);
    EXPECT_TRUE(fresh) << testing::PrintToString(name) << " and "
                       << testing::PrintToString(place->second) << " are both " << lower;
  }
}

std::string service_file(std::string_view service) {
  return picture_file(chart_stem(Kind::service, service), Theme::light, PictureFormat::png);
}

std::string combined_file() {
  return picture_file(chart_stem(Kind::combined, ""), Theme::light, PictureFormat::png);
}

TEST(Slug, IsSafeAsAFileNameForEveryName) {
  for (const std::string& name : many_names()) {
    EXPECT_THAT(slug(name), MatchesRegex("[a-z0-9][a-z0-9._~-]*")) << testing::PrintToString(name);
    EXPECT_LE(service_file(name).size(), 110U) << testing::PrintToString(name);
    EXPECT_NE(slug(name).back(), '.');
    EXPECT_NE(service_file(name), combined_file());
  }
}

TEST(ChartFile, HasTheDocumentedNames) {
  EXPECT_EQ(service_file("payments-api"), "payments-api_deployment_metrics.png");
  EXPECT_EQ(combined_file(), "combined_deployment_metrics.png");
}

TEST(ChartFile, IsNamedByItsKind) {
  EXPECT_EQ(chart_id(Kind::combined, ""), "combined");
  EXPECT_EQ(chart_id(Kind::service, "a"), "service/a");
  EXPECT_EQ(chart_id(Kind::times, "a"), "lead_and_restore/a");
  EXPECT_EQ(chart_stem(Kind::combined, ""), "combined_deployment_metrics");
  EXPECT_EQ(chart_stem(Kind::heatmap, ""), "failure_rate_heatmap");
  EXPECT_EQ(chart_stem(Kind::lead_time, ""), "lead_time");
  EXPECT_EQ(chart_stem(Kind::restore_time, ""), "time_to_restore");
  EXPECT_EQ(chart_stem(Kind::service, "a"), "a_deployment_metrics");
  EXPECT_EQ(chart_stem(Kind::times, "a"), "a_lead_and_restore");
  EXPECT_EQ(chart_stem(Kind::tiers, "a"), "a_tiers");
}

TEST(PictureFile, SaysThemeAndFormat) {
  EXPECT_EQ(picture_file("a_tiers", Theme::light, PictureFormat::png), "a_tiers.png");
  EXPECT_EQ(picture_file("a_tiers", Theme::dark, PictureFormat::png), "a_tiers.dark.png");
  EXPECT_EQ(picture_file("a_tiers", Theme::light, PictureFormat::svg), "a_tiers.svg");
  EXPECT_EQ(picture_file("a_tiers", Theme::dark, PictureFormat::svg), "a_tiers.dark.svg");
}

TEST(PictureFile, IsRecognized) {
  for (const char* name :
       {"a_deployment_metrics.png", "a_deployment_metrics.dark.png", "a_deployment_metrics.svg",
        "a~1_deployment_metrics.dark.svg", "lead_time.png", "failure_rate_heatmap.dark.svg",
        "a_tiers.png", "a_lead_and_restore.dark.png"}) {
    EXPECT_TRUE(is_picture_file(name)) << name;
  }
  for (const char* name :
       {"", "_deployment_metrics.png", "a_deployment_metrics", "a.png",
        "a_deployment_metrics.png.gp", "a_deployment_metrics.blue.png", "a_deployment_metrics.jpeg",
        "charts.json", "../a_deployment_metrics.png", ".a_deployment_metrics.png",
        "a_lead_time.png", "_tiers.png", "tiers.png"}) {
    EXPECT_FALSE(is_picture_file(name)) << name;
  }
}

TEST(PictureFile, BelongsToExactlyOneChart) {
  std::vector<std::string> stems;
  stems.reserve(std::size(overall_kinds));
  for (const Kind kind : overall_kinds) {
    stems.push_back(chart_stem(kind, ""));
  }
  std::vector<std::string> names = many_names();
  for (const char* name : {"lead_time", "a_tiers", "a_tiers.dark", "a_lead_and_restore"}) {
    names.emplace_back(name);
  }
  for (const std::string& name : names) {
    for (const Kind kind : service_kinds) {
      stems.push_back(chart_stem(kind, name));
    }
  }
  std::set<std::string> files;
  for (const std::string& stem : stems) {
    for (const Theme theme : {Theme::light, Theme::dark}) {
      for (const PictureFormat format : {PictureFormat::png, PictureFormat::svg}) {
        const std::string file = picture_file(stem, theme, format);
        EXPECT_TRUE(is_picture_file(file)) << file;
        EXPECT_TRUE(files.insert(file).second) << file;
      }
    }
  }
}

}  // namespace
}  // namespace dora::chart
