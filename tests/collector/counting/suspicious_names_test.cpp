// Tests of collector/counting/suspicious_names.
#include "collector/counting/suspicious_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::counting {
namespace {

using testing::IsEmpty;

using Pairs = std::vector<model::SuspiciousNames>;

Pairs find(std::vector<std::string> names) {
  return find_suspicious_names(std::move(names), 1000).pairs;
}

TEST(SuspiciousNames, DifferInCaseOrOuterSpaces) {
  EXPECT_EQ(find({"Api", "api"}), (Pairs{{"Api", "api", "capitals"}}));
  EXPECT_EQ(find({" api", "api"}), (Pairs{{" api", "api", "spaces"}}));
  EXPECT_EQ(find({" Api", "api"}), (Pairs{{" Api", "api", "capitals and spaces"}}));
  EXPECT_EQ(find({"QA", "qa"}), (Pairs{{"QA", "qa", "capitals"}})) << "short ones too";
  EXPECT_EQ(find({"größe", "GRÖSSE"}), (Pairs{{"GRÖSSE", "größe", "capitals"}}));
  EXPECT_EQ(find({"Größe", "grÖße"}), (Pairs{{"Größe", "grÖße", "capitals"}}));
  EXPECT_EQ(find({"Сервис", "сервис"}), (Pairs{{"Сервис", "сервис", "capitals"}}));
}

TEST(SuspiciousNames, DifferInOneMissingOrDifferentCharacter) {
  const char* one = "one character";
  EXPECT_EQ(find({"payment", "payments"}), (Pairs{{"payment", "payments", one}}));
  EXPECT_EQ(find({"payment", "ayment"}), (Pairs{{"ayment", "payment", one}}));
  EXPECT_EQ(find({"paiment", "payment"}), (Pairs{{"paiment", "payment", one}}));
  EXPECT_EQ(find({"caffee", "cafee"}), (Pairs{{"cafee", "caffee", one}})) << "reported once";
  EXPECT_EQ(find({"サービス", "サービア"}), (Pairs{{"サービア", "サービス", one}}));
  EXPECT_EQ(find({"Payment", "payments"}), (Pairs{{"Payment", "payments", one}}));
  EXPECT_EQ(find({"paym3nt", "payment"}), (Pairs{{"paym3nt", "payment", one}}));
}

TEST(SuspiciousNames, DifferInCodePointsThatLookTheSame) {
  const std::string composed = "Caf\u00e9";
  const std::string decomposed = "Cafe\u0301";
  EXPECT_EQ(find({composed, decomposed}), (Pairs{{decomposed, composed, "code points"}}));
  EXPECT_EQ(find({"a\u200bpi", "api"}), (Pairs{{"api", "a\u200bpi", "code points"}}));
}

TEST(SuspiciousNames, SkipNamesLongerThanGitLabAllows) {
  const std::string long_name(10'000'000, 'x');
  EXPECT_THAT(find({long_name, long_name + "y", long_name + "Y"}), IsEmpty());
  const std::string longest(255, 'x');
  EXPECT_EQ(find({longest, longest.substr(1)}).size(), 1U);
}

TEST(SuspiciousNames, ExcludeNumberedAndShortNames) {
  EXPECT_THAT(find({"api-1", "api-2", "api-12", "api-", "api-v3"}), IsEmpty());
  EXPECT_THAT(find({"qa", "ua", "api", "app", "ap"}), IsEmpty());
  EXPECT_THAT(find({"orders", "payments", "order-web", "", "x"}), IsEmpty());
}

TEST(SuspiciousNames, AreSortedAndIndependentOfTheOrderOfNames) {
  const Pairs expected{{"API-gate", "api-gate", "capitals"},
                       {"orders", "orderz", "one character"},
                       {"orders", "oxders", "one character"}};
  EXPECT_EQ(find({"orders", "api-gate", "oxders", "API-gate", "orderz"}), expected);
  EXPECT_EQ(find({"API-gate", "oxders", "orderz", "orders", "api-gate"}), expected);
}

/// The slow way: returns whether one insertion, deletion or replacement turns one into the other.
bool one_edit_apart(std::string a, std::string b) {
  if (a.size() > b.size()) {
    std::swap(a, b);
  }
  const auto at =
      static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  return a != b && b.size() - a.size() <= 1 &&
         a.substr(at + (a.size() == b.size() ? 1 : 0)) == b.substr(at + 1);
}

TEST(SuspiciousNames, MatchASlowSearch) {
  std::vector<std::string> names;
  for (int i = 0; i < 512; ++i) {  // Five letters of a, b or c, not all of them.
    std::string name;
    for (int rest = i * 7 % 512 * 5; name.size() < 4U + static_cast<unsigned>(i % 2); rest /= 3) {
      name += static_cast<char>('a' + rest % 3);
    }
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  Pairs expected;
  for (std::size_t a = 0; a < names.size(); ++a) {
    for (std::size_t b = a + 1; b < names.size(); ++b) {
      if (one_edit_apart(names[a], names[b])) {
        expected.push_back({names[a], names[b], "one character"});
      }
    }
  }
  ASSERT_GT(expected.size(), 100U);
  EXPECT_EQ(find_suspicious_names(names, 100'000).pairs, expected);
}

TEST(SuspiciousNames, ReportThatTheLimitIsExceeded) {
  const std::vector<std::string> names{"orders", "orderz", "orderx"};
  EXPECT_FALSE(find_suspicious_names(names, 3).more);
  EXPECT_EQ(find_suspicious_names(names, 3).pairs.size(), 3U);
  EXPECT_TRUE(find_suspicious_names(names, 2).more);
  EXPECT_EQ(find_suspicious_names(names, 2).pairs.size(), 2U);
}

TEST(SuspiciousNames, TenThousandNumberedNamesTakeLittleTime) {
  std::vector<std::string> names;
  names.reserve(10'001);
  for (int i = 0; i < 10'000; ++i) {
    names.push_back("some-longer-service-name-" + std::to_string(10'000 + i));
  }
  names.emplace_back("some-longer-service-name-1234x");
  EXPECT_EQ(find_suspicious_names(names, 1000).pairs.size(), 10U);
}

}  // namespace
}  // namespace dora::counting
