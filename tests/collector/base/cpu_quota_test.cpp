// Tests how the quota of a cgroup is found in both cgroup versions.
#include "collector/base/cpu_quota.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dora::base {
namespace {

TEST(CgroupQuota, IsTheSmallestOfAGroupAndItsParentsInVersion2) {
  const test::TemporaryFolder root;
  root.write("cpu.max", "max 100000\n");
  root.write("ci/cpu.max", "150000 100000\n");
  root.write("ci/job/cpu.max", "400000 100000\n");
  EXPECT_EQ(cgroup_quota(root.path(), "0::/ci/job\n"), 1.5);
  EXPECT_EQ(cgroup_quota(root.path(), "0::/ci\n"), 1.5);
  EXPECT_EQ(cgroup_quota(root.path(), "0::/\n"), std::nullopt);
  EXPECT_EQ(cgroup_quota(root.path(), "0::/somewhere/else\n"), std::nullopt);
}

TEST(CgroupQuota, IsThatOfTheCpuControllerInVersion1) {
  const test::TemporaryFolder root;
  root.write("cpu/docker/cpu.cfs_quota_us", "300000\n");
  root.write("cpu/docker/cpu.cfs_period_us", "100000\n");
  root.write("cpu/free/cpu.cfs_quota_us", "-1\n");
  root.write("cpu/free/cpu.cfs_period_us", "100000\n");
  const std::string text = "12:cpuset:/elsewhere\n4:cpu,cpuacct:/docker\n1:name=systemd:/docker\n";
  EXPECT_EQ(cgroup_quota(root.path(), text), 3.0);
  EXPECT_EQ(cgroup_quota(root.path(), "4:cpuacct,cpu:/free\n"), std::nullopt);
}

TEST(CgroupQuota, IsNulloptForInvalidText) {
  const test::TemporaryFolder root;
  EXPECT_EQ(cgroup_quota(root.path(), ""), std::nullopt);
  EXPECT_EQ(cgroup_quota(root.path(), "no colons\n0:\n"), std::nullopt);
}

TEST(UsableCpus, AreAtLeastOne) {
  EXPECT_GE(usable_cpus(), 1);
}

}  // namespace
}  // namespace dora::base
