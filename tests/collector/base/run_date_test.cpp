// Tests of collector/base/run_date.
#include "collector/base/run_date.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "collector/base/error.h"

namespace dora::base {
namespace {

class RunDateTest : public testing::Test {
 protected:
  RunDateTest() { ::unsetenv("SOURCE_DATE_EPOCH"); }
  ~RunDateTest() override { ::unsetenv("SOURCE_DATE_EPOCH"); }
};

TEST_F(RunDateTest, IsSourceDateEpochIfSet) {
  ::setenv("SOURCE_DATE_EPOCH", "1718614800", 1);
  EXPECT_EQ(run_date().time_since_epoch().count(), 1'718'614'800);
}

TEST_F(RunDateTest, IsOtherwiseNow) {
  const auto before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  EXPECT_GE(run_date(), before);
}

TEST_F(RunDateTest, RefusesAnythingButANumberOfSeconds) {
  for (const char* text : {"", "today", "-1", "12x", "99999999999999999999"}) {
    ::setenv("SOURCE_DATE_EPOCH", text, 1);
    EXPECT_THROW(run_date(), UsageError) << text;
  }
}

}  // namespace
}  // namespace dora::base
