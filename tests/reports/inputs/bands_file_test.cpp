// Tests that every file of bands is complete, and that errors in a user's file are reported.
#include "reports/inputs/bands_file.h"

#include <algorithm>
#include <cctype>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/inputs/web_url.h"
#include "tests/reports/expect_error.h"
#include "tests/support/temporary_folder.h"

namespace dora::inputs {
namespace {

using test::fails_with;
using test::TemporaryFolder;
using testing::ElementsAre;

TEST(BandNames, AreTheValuesOfTheOption) {
  EXPECT_THAT(band_names(), ElementsAre("dora-2019", "dora-2021", "dora-2023", "quick-check-2025"));
}

TEST(ReadBands, EveryBuiltInFileNamesItsSourceAndYear) {
  for (const std::string& name : band_names()) {
    const analysis::Bands bands = read_bands(name);
    const std::string year = name.substr(name.size() - 4);
    EXPECT_TRUE(bands.name.ends_with(" " + year)) << bands.name;
    EXPECT_NE(bands.source.find(year), std::string::npos) << bands.source;
    EXPECT_TRUE(is_web_url(bands.url)) << bands.url;
    EXPECT_FALSE(bands.note.empty()) << name;
  }
}

TEST(ReadBands, EveryBuiltInScaleStatesWhatWasPublished) {
  for (const std::string& name : band_names()) {
    const analysis::Bands bands = read_bands(name);
    for (const analysis::BandScale* scale : {&bands.deployment_frequency, &bands.failure_rate,
                                             &bands.lead_time, &bands.restore_time}) {
      EXPECT_GE(scale->size(), 2U) << name;
      for (const analysis::BandLevel& level : *scale) {
        EXPECT_FALSE(level.name.empty() || level.published.empty()) << name;
      }
    }
  }
}

TEST(ReadBands, RefusesAnUnknownName) {
  EXPECT_TRUE(fails_with({"--bands dora-2020", "dora-2019, dora-2021, dora-2023, quick-check-2025"},
                         [] { read_bands("dora-2020"); }));
}

constexpr const char* own = R"({"label": "Our goals", "year": 2024, "source": "A page",
  "url": "", "note": "",
  "deployment_frequency": [{"level": "Good", "published": "a", "at_most_hours": 24},
                           {"level": "Bad", "published": "b"}],
  "failure_rate": [{"level": "Good", "published": "c", "less_than_percent": 2.5},
                   {"level": "Fair", "published": "d", "at_most_percent": 9},
                   {"level": "Bad", "published": "e"}],
  "lead_time": [{"level": "<b>\u202e", "published": "f"}],
  "restore_time": [{"level": "Good", "published": "g", "at_most_hours": 0}]})";

TEST(ReadBands, TakesAUsersFile) {
  const TemporaryFolder folder;
  const analysis::Bands bands = read_bands(folder.write("own.json", own).string());
  EXPECT_EQ(bands.name, "Our goals 2024");
  EXPECT_EQ(analysis::band_of(bands.failure_rate, 2.5), "Fair");
  EXPECT_EQ(analysis::band_of(bands.lead_time, 1),
            "<b>\\u{202E}");  // Printable; pages escape the rest.
  EXPECT_EQ(analysis::band_of(bands.restore_time, 1), "Good");
}

TEST(ReadBands, SkipsAByteOrderMark) {
  const TemporaryFolder folder;
  const auto file = folder.write("own.json", std::string("\xEF\xBB\xBF") + own);
  EXPECT_EQ(read_bands(file.string()).name, "Our goals 2024");
}

TEST(ReadBands, ReportsWhatIsWrongInAUsersFile) {
  const std::vector<std::array<std::string, 3>> table{
      {"\"label\"", "\"lable\"", "\"label\" is missing"},
      {"2024", "\"2024\"", "\"year\" is not a year"},
      {"2024", "24", "\"year\" is not a year"},
      {"2024", "20240", "\"year\" is not a year"},
      {"\"A page\"", "7", "\"source\" is not text"},
      {"\"lead_time\": [", "\"lead_time\": 5, \"x\": [", "\"lead_time\" is not a list of levels"},
      {"[{\"level\": \"<b>\\u202e\", \"published\": \"f\"}]", "[]", "is not a list of levels"},
      {"[{\"level\": \"<b>\\u202e\", \"published\": \"f\"}]", "[5]", "\"level\" is missing"},
      {"at_most_percent", "at_most", "level 'Fair' has neither"},
      {"\"at_most_percent\": 9", "\"at_most_percent\": 2", "better limit than the one before"},
      {"2.5", "\"2.5\"", "\"less_than_percent\" of level 'Good' is not a number"},
      {"2.5", "-1", "\"less_than_percent\" of level 'Good' is not a number"},
      {"{\"label\"", "\"label\"", "not JSON at byte"},
      {"{\"label\"", std::string(1'000'000, '['), "not JSON at byte"}};
  for (const auto& [from, to, message] : table) {
    std::string text = own;
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    const TemporaryFolder folder;
    const auto file = folder.write("own.json", text.replace(at, from.size(), to));
    EXPECT_TRUE(fails_with({"own.json", message, "templates/README.md"},
                           [&] { read_bands(file.string()); }));
  }
}

TEST(ReadBands, NamesAMissingFile) {
  EXPECT_TRUE(fails_with({"/nowhere/own.json"}, [] { read_bands("/nowhere/own.json"); }));
}

}  // namespace
}  // namespace dora::inputs
