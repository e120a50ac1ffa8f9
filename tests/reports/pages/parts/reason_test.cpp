// Tests the words for what is unusual.
#include "reports/pages/parts/reason.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

using analysis::Attention;
using analysis::AttentionRule;
using std::chrono::hours;

Attention failing() {
  Attention found;
  found.rule = AttentionRule::failing;
  found.count = 4;
  found.usual = 0.05;
  found.lasts = hours(74);
  found.longest = hours(26);
  found.tier = "a\u202Eb";
  found.iid = 12;
  found.web_url = "https://gitlab.example/a/-/merge_requests/12";
  return found;
}

TEST(AttentionText, SaysWhatIsUnusualComparedWithWhat) {
  Attention found = failing();
  EXPECT_EQ(
      attention_text(found),
      "no success for 3 days, 4 failed in a row (before: 5.0% failed, restored within 1 day 2 h)");
  found.count = 1;
  found.longest = {};
  EXPECT_EQ(attention_text(found),
            "no success for 3 days, the last one failed (before: 5.0% failed)");
  found.rule = AttentionRule::failure_rate_up;
  found.until = std::chrono::local_days(std::chrono::year{2024} / 5 / 13);
  found.count = 6;
  found.of = 20;
  found.usual = 1.04;
  EXPECT_EQ(attention_text(found),
            "6 of 20 failed in the 14 days to 12 May 2024; 1.0 would be usual");
  found.rule = AttentionRule::quiet;
  found.longest = hours(24 * 9);
  EXPECT_EQ(attention_text(found),
            "no deployment for 3 days; the longest gap in the 182 days before was 9 days");
  found.rule = AttentionRule::fewer;
  found.count = 1;
  found.usual = 17.84;
  EXPECT_EQ(attention_text(found),
            "1 deployment in the 14 days to 12 May 2024; 17.8 would be usual");
  found.rule = AttentionRule::more;
  found.count = 1240;
  EXPECT_EQ(attention_text(found),
            "1,240 deployments in the 14 days to 12 May 2024; 17.8 would be usual");
}

TEST(Reasons, ShowUntrustedNamesAndAddressesSafely) {
  analysis::Finding finding{0, failing()};
  const std::vector<Reason> reasons = reasons_of({&finding, 1});
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0].label, "Failing");
  EXPECT_EQ(reasons[0].rule, "failing");
  EXPECT_EQ(reasons[0].tier, "a\\u{202E}b");
  EXPECT_EQ(reasons[0].reference, "!12");
  EXPECT_EQ(reasons[0].url, finding.attention.web_url);
  EXPECT_EQ(reasons[0].text.substr(0, 22), "no success for 3\u00a0days");
  finding.attention.web_url = "javascript:alert(1)";
  finding.attention.iid = 0;
  EXPECT_EQ(reasons_of({&finding, 1})[0].url, "");
  EXPECT_EQ(reasons_of({&finding, 1})[0].reference, "");
}

}  // namespace
}  // namespace dora::pages
