// Asks generated questions through the forms' fields and compares every figure with report.json.
#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "collector/model/wording.h"
#include "reports/analysis/weekly.h"
#include "reports/pages/parts/reason.h"
#include "reports/questions/answer.h"
#include "reports/questions/question_fields.h"
#include "reports/results/report_json.h"
#include "tests/reports/questions/generated_sample.h"

namespace dora::questions {
namespace {

using rapidjson::Value;

rapidjson::Document report_json_of(const analysis::ReportData& data) {
  const analysis::Analysis analysis = analysis::analyse(data);
  const analysis::WeeklyDigests digests(data, analysis);
  std::vector<std::string> weeks;
  for (std::size_t i = 0; i < digests.weeks().size(); ++i) {
    weeks.push_back(results::week_json(data, digests.digest(i), "", ""));
  }
  rapidjson::Document document;
  document.Parse(results::report_json(data, analysis, weeks).c_str());
  EXPECT_FALSE(document.HasParseError());
  return document;
}

std::string duration_of(const Value& seconds) {
  return seconds.IsNull()
             ? "no data"
             : model::duration_text(model::Duration(std::chrono::seconds(seconds.GetInt64())));
}

/// The cells of a row as they must be, after the first one.
std::vector<std::string> expected_cells(const Value& keys) {
  const std::int64_t failed = keys["failed"].GetInt64();
  const model::Counts counts{keys["deployments"].GetInt64() - failed, failed};
  return {model::count_text(counts.total()), model::count_text(failed), model::rate_text(counts),
          duration_of(keys["lead_time_seconds"]), duration_of(keys["restore_time_seconds"])};
}

/// Without the interval, which report.json lacks.
std::vector<std::string> shown_cells(const std::vector<Cell>& row) {
  return {row[1].text, row[2].text, row[3].text, row[5].text, row[6].text};
}

/// Whether the words of a figure say what the verdict is.
void expect_verdict(const Answer& answer, const std::string& figure, const std::string& verdict) {
  const auto sentence = std::ranges::find_if(answer.sentences, [&](const std::string& each) {
    return each.find(figure + ": ") != std::string::npos;
  });
  ASSERT_NE(sentence, answer.sentences.end()) << figure;
  const bool changed = verdict != "no_significant_change" && verdict != "too_few" &&
                       verdict != "too_early" && verdict != "not_compared";
  const bool says_so = sentence->find("significant") != std::string::npos;
  EXPECT_EQ(says_so, changed) << *sentence << " but " << verdict;
  if (verdict == "no_significant_change" && sentence->find("unchanged") == std::string::npos) {
    EXPECT_NE(sentence->find("normal variation"), std::string::npos) << *sentence;
  }
}

class SameFigures : public testing::Test {
 protected:
  Answer ask(const Fields& fields) {
    const Understood understood = question_of(fields, report_);
    const Refusal* refusal = std::get_if<Refusal>(&understood);
    EXPECT_EQ(refusal, nullptr) << (refusal != nullptr ? refusal->reason : "");
    const Answer result = answer(std::get<Question>(understood), report_);
    // What a page links to as "the same question" must be the same question.
    EXPECT_EQ(std::get<Question>(question_of(fields_of(result.question, report_), report_)),
              result.question);
    return result;
  }

  const Value& service() {
    const Value& services = json_["services"];
    const Value* found = nullptr;
    while (found == nullptr || (*found)["period"].IsNull()) {
      found = &services[static_cast<rapidjson::SizeType>(numbers_.below(services.Size()))];
    }
    return *found;
  }

  const Value& week() {
    return json_["weeks"][static_cast<rapidjson::SizeType>(numbers_.below(json_["weeks"].Size()))];
  }

  void figures_of_a_service();
  void comparison_of_a_service();
  void comparison_of_all();
  void figures_of_a_week();
  void rank();
  void failures_of_a_week();
  void attention();

  test::Numbers numbers_{7};
  const analysis::ReportData data_ = test::generated_sample(60).data();
  const Report report_{data_, {}};
  const rapidjson::Document json_ = report_json_of(data_);
};

void SameFigures::figures_of_a_service() {
  const Value& expected = service();
  const Answer answer = ask({{"function", "figures"},
                             {"service", expected["service"].GetString()},
                             {"to", expected["period"]["label"].GetString()}});
  const auto& row = answer.tables.front().rows.front();
  EXPECT_EQ(shown_cells(row), expected_cells(expected["period"])) << answer.understood;
}

void SameFigures::comparison_of_a_service() {
  const Value& expected = service()["period"];
  const Value& owner = service();
  const Value& period = owner["period"];
  if (period["previous"].IsNull()) {
    return;
  }
  const Answer answer = ask({{"function", "compare"},
                             {"service", owner["service"].GetString()},
                             {"from", period["previous"].GetString()},
                             {"to", period["label"].GetString()}});
  EXPECT_EQ(shown_cells(answer.tables.front().rows.front()), expected_cells(period));
  expect_verdict(answer, "Deployments", period["verdicts"]["deployments"].GetString());
  EXPECT_STREQ(expected["label"].GetString(), period["label"].GetString());
}

void SameFigures::comparison_of_all() {
  const Value& period = json_["period"];
  const Answer answer = ask({{"function", "compare"}, {"to", period["label"].GetString()}});
  EXPECT_EQ(shown_cells(answer.tables.front().rows.front()), expected_cells(period));
  expect_verdict(answer, "Deployments", period["verdicts"]["deployments"].GetString());
}

void SameFigures::figures_of_a_week() {
  const Value& expected = week();
  const std::string label = expected["label"].GetString();
  const Answer answer = ask({{"function", "figures"}, {"from", label}, {"to", label}});
  ASSERT_EQ(answer.tables.front().rows.size(), 1U);
  EXPECT_EQ(shown_cells(answer.tables.front().rows.front()), expected_cells(expected)) << label;
}

void SameFigures::rank() {
  const char* metric = numbers_.below(2) == 0 ? "deployments" : "failed";
  const std::string label = json_["period"]["label"].GetString();
  std::vector<std::pair<std::int64_t, std::string>> expected;
  for (const Value& each : json_["services"].GetArray()) {
    if (!each["period"].IsNull() && each["period"][metric].GetInt64() > 0) {
      expected.emplace_back(-each["period"][metric].GetInt64(), each["service"].GetString());
    }
  }
  std::sort(expected.begin(), expected.end());
  const std::size_t count = 1 + numbers_.below(20);
  const bool by_failures = std::string_view(metric) == "failed";
  const Answer answer = ask({{"function", "rank"},
                             {"metric", by_failures ? "failures" : "deployments"},
                             {"n", std::to_string(count)},
                             {"period", label}});
  const auto& rows = answer.tables.front().rows;
  ASSERT_EQ(rows.size(), std::min(count, expected.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i][by_failures ? 2 : 1].text, model::count_text(-expected[i].first));
    EXPECT_TRUE(rows[i][0].text.starts_with(expected[i].second)) << rows[i][0].text;
  }
}

void SameFigures::failures_of_a_week() {
  const Value& expected = week();
  const Answer answer = ask({{"function", "failures"}, {"period", expected["label"].GetString()}});
  const std::int64_t failed = expected["failed"].GetInt64();
  const std::string& sentence = answer.sentences.front();
  EXPECT_TRUE(sentence.starts_with(failed == 0 ? "No deployment"
                                               : model::counted(failed, "deployment") + " of"))
      << sentence << " but " << failed;
}

void SameFigures::attention() {
  std::map<std::string, std::vector<std::string>> expected;
  for (const Value& each : json_["attention"]["services"].GetArray()) {
    for (const Value& reason : each["reasons"].GetArray()) {
      expected[each["service"].GetString()].push_back(reason["text"].GetString());
    }
  }
  const Answer answer = ask({{"function", "attention"}});
  std::map<std::string, std::vector<std::string>> shown;
  if (!answer.tables.empty()) {
    for (const auto& row : answer.tables.front().rows) {
      shown[row[0].text].push_back(row[3].text);
    }
  }
  EXPECT_EQ(shown, expected);
}

TEST_F(SameFigures, AsReportJsonForTwoHundredQuestions) {
  for (int asked = 0; asked < 200; ++asked) {
    SCOPED_TRACE(asked);
    switch (numbers_.below(7)) {
      case 0:
        figures_of_a_service();
        break;
      case 1:
        comparison_of_a_service();
        break;
      case 2:
        comparison_of_all();
        break;
      case 3:
        figures_of_a_week();
        break;
      case 4:
        rank();
        break;
      case 5:
        failures_of_a_week();
        break;
      default:
        attention();
    }
  }
}

TEST_F(SameFigures, NameTheServicesWhoseVerdictIsWorse) {
  std::vector<std::string> expected;
  for (const Value& each : json_["services"].GetArray()) {
    if (!each["period"].IsNull() &&
        std::string_view(each["period"]["verdicts"]["failure_rate"].GetString()) == "worse") {
      expected.emplace_back(each["service"].GetString());
    }
  }
  const Answer answer = ask({{"function", "rank"}, {"metric", "worse"}});
  std::vector<std::string> shown;
  for (const auto& row : answer.tables.at(0).rows) {
    shown.push_back(row[0].text);
  }
  std::ranges::sort(shown);
  EXPECT_EQ(shown, expected);
  EXPECT_TRUE(std::ranges::find(shown, "payments-api") != shown.end());
}

}  // namespace
}  // namespace dora::questions
