// Tests which groups a service has: those of its newest deployment that names any.
#include "collector/counting/service_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::counting {
namespace {

using testing::ElementsAre;

CountedMergeRequest counted(const char* time, std::int64_t iid,
                            std::vector<std::string_view> services,
                            std::vector<std::string_view> groups) {
  CountedMergeRequest result;
  result.services = std::move(services);
  result.groups = std::move(groups);
  result.deployment.deployment_time = model::parse_instant(time).value();
  result.deployment.iid = iid;
  return result;
}

TEST(ServiceGroups, AreThoseOfTheNewestDeploymentThatNamesAny) {
  ServiceGroups groups;
  groups.see(counted("2024-02-01T00:00:00Z", 3, {"b", "a"}, {"new"}));
  groups.see(counted("2024-01-01T00:00:00Z", 1, {"a"}, {"old"}));
  groups.see(counted("2024-03-01T00:00:00Z", 4, {"a"}, {}));
  groups.see(counted("2024-02-01T00:00:00Z", 5, {"b"}, {"web", "x"}));
  groups.see(counted("2024-02-01T00:00:00Z", 2, {"b"}, {"earlier"}));
  groups.see(counted("2024-02-01T00:00:00Z", 6, {"none"}, {}));
  EXPECT_THAT(groups.result(), ElementsAre(model::ServiceGroups{"a", {"new"}},
                                           model::ServiceGroups{"b", {"web", "x"}}));
}

}  // namespace
}  // namespace dora::counting
