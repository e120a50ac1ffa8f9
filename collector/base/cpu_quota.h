// Finds out how many CPUs this process may use, from its affinity and its cgroup quota.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace dora::base {

/// Returns at least 1. A container with a quota of 1.5 CPUs gets 2.
int usable_cpus();

/// Returns the smallest quota, in CPUs, of the cgroups named in `proc_self_cgroup` (the text of
/// /proc/self/cgroup) and of their parents below `root` (/sys/fs/cgroup): `cpu.max` in version 2,
/// `cpu.cfs_quota_us` in version 1. Returns nullopt if there is no quota.
std::optional<double> cgroup_quota(const std::filesystem::path& root,
                                   std::string_view proc_self_cgroup);

}  // namespace dora::base
