// Tests the names that the search box finds.
#include "reports/results/names_script.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::results {
namespace {

TEST(NamesScript, HasServicesByNameThenTheNewestWeeks) {
  test::Sample sample = test::small_sample();
  sample.services[0].service = "Zoo \"</script>\"\n";
  std::ranges::sort(sample.services, {}, &model::ServiceDeployments::service);
  const std::vector<model::Period> weeks{model::parse_period("2024-W08").value(),
                                         model::parse_period("2024-W09").value()};
  const std::string script = names_script(sample.data(), weeks);
  const std::string begin =
      "doraNames([[\"service\",\"payments-api\",\"services/payments-api.html\"],"
      "[\"service\",\"Zoo \\\"</script>\\\"\\\\x0A\",\"services/";
  EXPECT_EQ(script.substr(0, begin.size()), begin);
  const std::string end =
      "[\"week\",\"Week 9 of 2024\",\"weekly/2024-W09.html\"],"
      "[\"week\",\"Week 8 of 2024\",\"weekly/2024-W08.html\"]]);\n";
  EXPECT_EQ(script.substr(script.size() - end.size()), end);
}

}  // namespace
}  // namespace dora::results
