// Tests summary.json: the exact bytes we write, and what we accept and refuse from others.
#include "collector/model/summary_json.h"

#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/rounded_percent.h"
#include "tests/support/temporary_folder.h"

namespace dora::model {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Period period_of(const std::string& label) {
  return parse_period(label).value();
}

std::string summary_text(const Summary& summary) {
  const test::TemporaryFolder folder;
  files::AtomicFile file(folder / "summary.json");
  write_summary(summary, file);
  file.commit();
  return files::read_file(folder / "summary.json");
}

ReadSummary read_summary_text(const std::string& json) {
  const test::TemporaryFolder folder;
  return read_summary(folder.write("summary.json", json));
}

std::string error_of(const std::string& json) {
  try {
    read_summary_text(json);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(SummaryJson, WritesExactlyTheDocumentedBytes) {
  const Summary summary{
      {{"payments-api", {{period_of("2022-01"), {8, 2}}, {period_of("2022-03"), {39, 3}}}},
       {"quiet", {}},
       {"決済 \"x\"\\\n", {{period_of("2022-01"), {0, 1}}}}}};
  EXPECT_EQ(summary_text(summary), R"({
  "payments-api": {
    "2022-01": 10,
    "2022-01_failed": 2,
    "2022-01_failure_rate": 20.0,
    "2022-03": 42,
    "2022-03_failed": 3,
    "2022-03_failure_rate": 7.14
  },
  "quiet": {},
  "決済 \"x\"\\\n": {
    "2022-01": 1,
    "2022-01_failed": 1,
    "2022-01_failure_rate": 100.0
  }
}
)");
  EXPECT_EQ(summary_text({}), "{}\n");
}

TEST(SummaryJson, RoundsRatesOnceTiesToEven) {
  const std::pair<Counts, const char*> table[]{{{19, 13}, "40.62\n"}, {{31, 1}, "3.12\n"},
                                               {{29, 3}, "9.38\n"},   {{1'000'002, 1}, "0.0\n"},
                                               {{1, 2}, "66.67\n"},   {{9, 1}, "10.0\n"}};
  for (const auto& [counts, rate] : table) {
    EXPECT_THAT(summary_text({{{"a", {{period_of("2024-01"), counts}}}}}),
                HasSubstr(std::string("\"2024-01_failure_rate\": ") + rate));
  }
}

TEST(SummaryJson, SkipsAByteOrderMark) {
  EXPECT_EQ(read_summary_text("\xEF\xBB\xBF{\"a\":{\"2024-01\":1}}").summary,
            (Summary{{{"a", {{period_of("2024-01"), {1, 0}}}}}}));
  EXPECT_THAT(error_of("\xEF\xBB\xBF{\"a\":"), HasSubstr("not JSON at byte 8"));
  EXPECT_THAT(error_of("\xEF\xBB\xBF"), HasSubstr("not JSON at byte"));
}

TEST(SummaryJson, KeepsCountsExactUpTo2ToThePowerOf53) {
  EXPECT_EQ(read_summary_text(R"({"a":{"2024-01":9007199254740992}})")
                .summary.services[0]
                .periods[0]
                .counts,
            (Counts{9'007'199'254'740'992, 0}));
  EXPECT_THAT(error_of(R"({"a":{"2024-01":9007199254740993}})"),
              HasSubstr("service 'a', \"2024-01\": 9007199254740993 is not a count"));
  EXPECT_THAT(error_of(R"({"a":{"2024-01":9007199254740992.0}})"), HasSubstr("is not a count"));
}

TEST(SummaryJson, RefusesServicesWithTooManyDeploymentsInTotal) {
  EXPECT_THAT(error_of(R"({"a":{"2024-01":9007199254740000},"b":{"2024-01":900,"2024-02":93}})"),
              HasSubstr("service 'b', 2024-02: with its 93 deployments, all services together have "
                        "more than 9007199254740992"));
}

TEST(SummaryJson, RefusesKeysThatAreAlmostAPeriod) {
  EXPECT_THAT(error_of(R"({"a":{"2024-8":20,"2024-10":3}})"),
              HasSubstr(R"(service 'a', "2024-8": not a period; write "2024-08")"));
  EXPECT_THAT(error_of(R"({"a":{"2024-q1_failed":2}})"),
              HasSubstr(R"(service 'a', "2024-q1_failed": not a period; write "2024-Q1")"));
  EXPECT_THAT(error_of(R"({"a":{"2021-W53":20}})"), HasSubstr("2021 has 52 weeks"));
}

TEST(SummaryJson, WarnsOfTheFirstUnknownKeysAndCountsTheRest) {
  std::string json = R"({"a":{"2024-01":1)";
  for (int i = 0; i < 47; ++i) {
    json += ",\"note " + std::to_string(i) + "\":\"x\"";
  }
  const ReadSummary result = read_summary_text(json + "}}");
  ASSERT_EQ(result.warnings.size(), 11U);
  EXPECT_EQ(result.warnings[9], "service 'a': unknown key \"note 9\" ignored");
  EXPECT_EQ(result.warnings[10], "and 37 more unknown keys ignored");
}

TEST(SummaryJson, ReadsWhatItWrites) {
  for (const char* label : {"2024-02-29", "2020-W53", "2024-12", "2024-Q4"}) {
    const Summary summary{{{"a", {{period_of(label), {1, 2}}}}, {"b", {}}}};
    const ReadSummary result = read_summary_text(summary_text(summary));
    EXPECT_EQ(result.summary, summary) << label;
    EXPECT_THAT(result.warnings, IsEmpty());
  }
}

TEST(SummaryJson, ReadsOthersFilesDespiteMissingKeys) {
  const Summary one{{{"a", {{period_of("2024-01"), {8, 2}}}}}};
  const std::vector<std::pair<std::string, Summary>> table{
      {R"({"a":{"2024-01":10,"2024-01_failed":2}})", one},
      {R"({"a":{"2024-01":10.0,"2024-01_failed":2e0,"2024-01_failure_rate":20}})", one},
      {R"({"a":{"2024-01_failure_rate":20.0,"2024-01_failed":2,"2024-01":10}})", one},
      {R"({"a":{"2024-01":10,"2024-01_failed":2,"2024-01_failure_rate":null}})", one},
      {R"({"a":{"2024-01":3}})", {{{"a", {{period_of("2024-01"), {3, 0}}}}}}},
      {R"({"a":{"2024-01":0,"2024-01_failed":0,"2024-01_failure_rate":0.0}})", {{{"a", {}}}}},
      {R"({"a":{}})", {{{"a", {}}}}},
      {"{}", {}},
      {R"({"b":{"2024-02":1,"2024-01":1},"a":{"2024-01":1}})",
       {{{"a", {{period_of("2024-01"), {1, 0}}}},
         {"b", {{period_of("2024-01"), {1, 0}}, {period_of("2024-02"), {1, 0}}}}}}}};
  for (const auto& [json, expected] : table) {
    const ReadSummary result = read_summary_text(json);
    EXPECT_EQ(result.summary, expected) << json;
    EXPECT_THAT(result.warnings, IsEmpty()) << json;
  }
}

TEST(SummaryJson, AcceptsARoundedRate) {
  for (const char* rate : {"7.142857142857143", "7.14", "7.1"}) {
    const std::string json = R"({"a":{"2024-01":42,"2024-01_failed":3,"2024-01_failure_rate":)" +
                             std::string(rate) + "}}";
    EXPECT_EQ(read_summary_text(json).summary.services.size(), 1U) << rate;
  }
}

TEST(SummaryJson, WarnsOfUnknownKeysAndSkipsTheirValues) {
  const ReadSummary result = read_summary_text(
      R"({"a":{"2024-01":1,"2024-01_median":3.5,"owner":{"x":[1,{"2024-02":-1}]},"note":null,"2024":"x"}})");
  EXPECT_THAT(result.warnings, ElementsAre("service 'a': unknown key \"2024-01_median\" ignored",
                                           "service 'a': unknown key \"owner\" ignored",
                                           "service 'a': unknown key \"note\" ignored",
                                           "service 'a': unknown key \"2024\" ignored"));
  EXPECT_EQ(result.summary, (Summary{{{"a", {{period_of("2024-01"), {1, 0}}}}}}));
}

TEST(SummaryJson, NamesTheInvalidServiceAndPeriod) {
  const std::vector<std::pair<std::string, std::string>> table{
      {R"({"a":{"2024-01":-1}})", "service 'a', \"2024-01\": -1 is negative"},
      {R"({"a":{"2024-01":-0.5}})", "service 'a', \"2024-01\": -0.5 is negative"},
      {R"({"a":{"2024-01":1,"2024-01_failed":-1}})", "service 'a', \"2024-01_failed\": -1 is"},
      {R"({"a":{"2024-01_failure_rate":-3}})", "\"2024-01_failure_rate\": -3 is negative"},
      {R"({"a":{"2024-01":1.5}})", "service 'a', \"2024-01\": 1.5 is not a count"},
      {R"({"a":{"2024-01":1e300}})", "is not a count"},
      {R"({"a":{"2024-01":18446744073709551615}})", "is not a count"},
      {R"({"a":{"2024-01":NaN}})", "service 'a', \"2024-01\": nan is not finite"},
      {R"({"a":{"2024-01":Infinity}})", "service 'a', \"2024-01\": inf is not finite"},
      {R"({"a":{"2024-01":-Infinity}})", "is not finite"},
      {R"({"a":{"2024-01_failure_rate":NaN}})", "service 'a', \"2024-01_failure_rate\""},
      {R"({"a":{"2024-01":"10"}})", "service 'a', \"2024-01\": not a number"},
      {R"({"a":{"2024-01":null}})", "service 'a', \"2024-01\": not a number"},
      {R"({"a":{"2024-01":true}})", "service 'a', \"2024-01\": not a number"},
      {R"({"a":{"2024-01":[1]}})", "service 'a', \"2024-01\": not a number"},
      {R"({"a":{"2024-01":{}}})", "service 'a', \"2024-01\": not a number"},
      {R"({"a":{"2024-01":1,"2024-01_failed":2}})", "service 'a', 2024-01: 2 failed of 1"},
      {R"({"a":{"2024-01_failed":2}})", "service 'a', 2024-01: 2 failed of 0"},
      {R"({"a":{"2024-01":10,"2024-01_failed":2,"2024-01_failure_rate":25.0}})",
       "service 'a', 2024-01: failure rate 25 contradicts 2 failed of 10 deployments (20.0%)"},
      {R"({"a":{"2024-01":10,"2024-01_failure_rate":5}})", "service 'a', 2024-01: failure rate 5"},
      {R"({"a":{"2024-01":0,"2024-01_failure_rate":5}})", "service 'a', 2024-01: failure rate 5"},
      {R"({"a":{"2024-01":1,"2024-01":1}})", "service 'a', \"2024-01\": occurs twice"},
      {R"({"a":{"2024-01":1,"2024-01_failed":0,"2024-01_failed":0}})", "occurs twice"},
      {R"({"a":{"2024-01_failure_rate":null,"2024-01_failure_rate":null}})", "occurs twice"},
      {R"({"a":{"2024-01_failure_rate":0,"2024-01_failure_rate":null}})", "occurs twice"},
      {R"({"a":{"2024-01":1},"b":{},"a":{}})", "service 'a' occurs twice"},
      {R"({"a":{"2024-01":1},"b":{"2024-Q1":1}})",
       "service 'b', \"2024-Q1\": a quarter among months"},
      {R"({"a":{"2024-W01":1,"2024-01-01":1}})", "service 'a', \"2024-01-01\": a day among weeks"},
      {R"({"a":1})", "service 'a' is not an object"},
      {R"({"a":null})", "service 'a' is not an object"},
      {R"({"a":[]})", "service 'a' is not an object"},
      {"[]", "not an object of services"},
      {"1", "not an object of services"},
      {"null", "not an object of services"},
      {"", "not JSON at byte 0"},
      {"{\"a\":", "not JSON at byte 5"},
      {"{\"a\":{}} x", "not JSON at byte 9"},
      {"{\"\xff\":{}}", "not JSON"}};
  for (const auto& [json, message] : table) {
    const std::string error = error_of(json);
    EXPECT_THAT(error, HasSubstr(message)) << json;
    EXPECT_THAT(error, HasSubstr("summary.json: ")) << json;
  }
}

TEST(SummaryJson, RefusesUnpairedSurrogates) {
  try {
    read_summary_text(R"({"a":{}, "b\ude00":{}})");
    ADD_FAILURE();
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("summary.json: the name of service 2 holds half of a surrogate pair"));
  }
}

TEST(SummaryJson, NestingDoesNotExhaustTheStack) {
  std::string json = R"({"a":{"x":)";
  json += std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}}";
  EXPECT_EQ(read_summary_text(json).warnings.size(), 1U);
}

TEST(SummaryJson, NamesAFileThatCannotBeRead) {
  const test::TemporaryFolder folder;
  for (const auto& path : {folder / "none.json", folder.path()}) {
    try {
      read_summary(path);
      ADD_FAILURE() << path;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("cannot read " + path.string()));
    }
  }
}

TEST(SummaryJson, WritesEveryRateAsPythonRoundsIt) {
  Summary summary{{{"a", {}}}};
  std::vector<std::string> expected;
  Period period = period_of("1900-01-01");
  for (int total = 1; total <= 160; ++total) {
    for (int failed = 0; failed <= total; ++failed) {
      summary.services[0].periods.push_back({period, {total - failed, failed}});
      period = advance(period, 1);
      std::string rate = test::rounded_percent(failed, total, 2);
      if (rate.ends_with('0')) {  // Python writes 20.0 and 3.5.
        rate.pop_back();
      }
      expected.push_back(rate);
    }
  }
  std::vector<std::string> written;
  std::istringstream lines(summary_text(summary));
  for (std::string line; std::getline(lines, line);) {
    if (const auto at = line.find("_failure_rate\": "); at != std::string::npos) {
      const std::string rest = line.substr(at + 16);
      written.push_back(rest.substr(0, rest.find(',')));
    }
  }
  EXPECT_EQ(written, expected);
}

}  // namespace
}  // namespace dora::model
