// Tests which occasions a file has, whom they concern, and which lines are refused.
#include "collector/occasions/occasions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::occasions {
namespace {

using testing::ElementsAre;
using testing::EndsWith;

class Occasions : public testing::Test {
 protected:
  std::vector<Occasion> read(const std::string& text) {
    return read_occasions(folder_.write("events.csv", text));
  }
  std::string error_of(const std::string& text) {
    return test::error_of([&] { read(text); });
  }

  test::TemporaryFolder folder_;
};

std::vector<std::string> texts_of(const std::vector<Occasion>& occasions) {
  std::vector<std::string> texts;
  for (const Occasion& each : occasions) {
    texts.push_back(each.text + ": " + days_text(each));
  }
  return texts;
}

TEST_F(Occasions, AreReadByDay) {
  EXPECT_THAT(texts_of(read("from,to,text,concerns\n"
                            "2026-12-20,2027-01-03,Change freeze\n"
                            "2026-11-16,,\"Cluster, new\",service:api\n")),
              ElementsAre("Cluster, new: 16 November 2026",
                          "Change freeze: 20 December 2026 to 3 January 2027"));
  EXPECT_THAT(texts_of(read("")), ElementsAre());
}

TEST_F(Occasions, ConcernAllAGroupOrAService) {
  const auto all = read("2026-01-01,,all\n2026-01-01,,one,service:a\n2026-01-01,,some,group:web\n");
  EXPECT_THAT(texts_of(occasions_of(all, "a", {"web"})),
              ElementsAre(testing::StartsWith("all"), testing::StartsWith("one"),
                          testing::StartsWith("some")));
  EXPECT_EQ(occasions_of(all, "b", {"core"}).size(), 1U);
  EXPECT_EQ(occasions_of(all, "", {}).size(), 1U);
}

TEST_F(Occasions, OverlapDaysUpToTheirLast) {
  const Occasion freeze = read("2026-12-20,2026-12-31,Freeze").front();
  const auto day = [](unsigned number) {
    return std::chrono::local_days(std::chrono::year(2026) / 12 / number);
  };
  EXPECT_TRUE(freeze.overlaps({day(1), day(21)}));
  EXPECT_FALSE(freeze.overlaps({day(1), day(20)})) << "the end of a range is not in it";
  EXPECT_TRUE(freeze.overlaps({day(31), day(31) + std::chrono::days(7)}));
  EXPECT_FALSE(freeze.overlaps({day(31) + std::chrono::days(1), day(31) + std::chrono::days(7)}));
}

TEST_F(Occasions, AreRefusedWithTheirLine) {
  EXPECT_THAT(error_of("2026-01-01,,x\n2026-01-01\n"),
              EndsWith("events.csv: line 2: a line is from,to,text or from,to,text,concerns"));
  EXPECT_THAT(error_of("2026-02-30,,x"),
              EndsWith("line 1: '2026-02-30' is not a day of the calendar, written as YYYY-MM-DD"));
  EXPECT_THAT(error_of("2026-02-03,2026-02-01,x"), EndsWith("the second day is before the first"));
  EXPECT_THAT(error_of("2026-02-03,, "), EndsWith("the text is empty"));
  EXPECT_THAT(error_of("2026-02-03,,x,api"),
              EndsWith("what it concerns is service:NAME, group:NAME or nothing"));
}

}  // namespace
}  // namespace dora::occasions
