// Tests the parameters of a merge request list and what they select.
#include "tests/tools/gitlab_server/query.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "tests/tools/gitlab_server/merge_request_index.h"

namespace dora::test {
namespace {

using Parameters = std::map<std::string, std::string>;

Moment at(const char* text) {
  return parse_moment(text).value();
}

/// Four created a day apart and updated in the opposite order; the last two at the same moment.
std::vector<DataSet::Entry> four() {
  return {{1, 1, "merged", at("2024-01-01T00:00:00.000500Z"), at("2024-02-04")},
          {2, 2, "closed", at("2024-01-02"), at("2024-02-03")},
          {3, 3, "opened", at("2024-01-03"), at("2024-02-02")},
          {4, 4, "merged", at("2024-01-03"), at("2024-02-01")}};
}

std::vector<std::int64_t> ids(const Parameters& parameters) {
  const auto entries = four();
  const ParsedQuery parsed = parse_query(parameters);
  EXPECT_EQ(parsed.problem, "");
  std::vector<std::int64_t> result;
  for (const std::size_t item : MergeRequestIndex(entries).find(parsed.query).items) {
    result.push_back(entries[item].id);
  }
  return result;
}

TEST(Query, SelectsAndSortsAsGitLabDoes) {
  using Ids = std::vector<std::int64_t>;
  const std::vector<std::pair<Parameters, Ids>> table{
      {{}, {4, 3, 2, 1}},
      {{{"sort", "asc"}}, {1, 2, 4, 3}},
      {{{"order_by", "updated_at"}}, {1, 2, 3, 4}},
      {{{"order_by", "updated_at"}, {"sort", "asc"}}, {4, 3, 2, 1}},
      {{{"state", "merged"}}, {4, 1}},
      {{{"state", "all"}}, {4, 3, 2, 1}},
      {{{"state", "locked"}}, {}},
      {{{"created_after", "2024-01-02T00:00:00Z"}}, {4, 3, 2}},
      {{{"created_before", "2024-01-02T00:00:00Z"}}, {2, 1}},
      {{{"updated_after", "2024-02-03T00:00:00Z"}}, {2, 1}},
      {{{"updated_after", "2024-02-02"},
        {"updated_before", "2024-02-03"},
        {"order_by", "updated_at"}},
       {2, 3}},
      {{{"per_page", "3"}, {"page", "2"}}, {1}},
      {{{"per_page", "3"}, {"page", "9"}}, {}},
      {{{"scope", "all"}, {"unknown", "x"}}, {4, 3, 2, 1}}};
  for (const auto& [parameters, expected] : table) {
    EXPECT_EQ(ids(parameters), expected) << testing::PrintToString(parameters);
  }
}

TEST(Query, KeepsMicrosecondsSoThatThePrintedTimeIsBeforeTheRealOne) {
  EXPECT_EQ(to_text(four()[0].created_at), "2024-01-01T00:00:00.000Z");
  EXPECT_THAT(ids({{"created_before", "2024-01-01T00:00:00.000Z"}}), testing::IsEmpty());
  EXPECT_THAT(ids({{"created_before", "2024-01-01T00:00:00.001Z"}}), testing::ElementsAre(1));
}

TEST(Query, ReadsEveryFormOfADate) {
  const auto noon = at("2024-01-02T12:00:00Z");
  for (const char* text : {"2024-01-02T12:00Z", "2024-01-02T13:00:00+01:00",
                           "2024-01-02T05:00:00.000-0700", "2024-01-02T12:00:00.0000000Z"}) {
    EXPECT_EQ(parse_moment(text), noon) << text;
  }
  EXPECT_EQ(at("2024-01-02T12:00:00.123456Z") - noon, std::chrono::microseconds(123456));
}

TEST(Query, NamesAParameterWithAnInvalidValue) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"state", "done"},
      {"created_after", "yesterday"},
      {"created_before", "2024-02-30"},
      {"updated_after", "2024-01-02T12:00:00 01:00"},
      {"updated_before", ""},
      {"order_by", "iid"},
      {"sort", "up"},
      {"page", "0"},
      {"page", "x"},
      {"per_page", "-1"},
      {"view", "full"}};
  for (const auto& [name, value] : table) {
    EXPECT_EQ(parse_query({{name, value}}).problem, name + " does not have a valid value") << value;
  }
}

TEST(Query, CapsThePageSizeAtOneHundred) {
  EXPECT_EQ(parse_query({}).query.per_page, 20U);
  EXPECT_EQ(parse_query({{"per_page", "1000"}}).query.per_page, 100U);
}

}  // namespace
}  // namespace dora::test
