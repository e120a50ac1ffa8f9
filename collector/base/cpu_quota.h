// How many CPUs this process may use: affinity and the cgroup's quota; knows nothing of workers.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace dora::base {

/// At least 1. A container with a quota of one and a half CPUs gets 2.
int usable_cpus();

/// The smallest quota, in CPUs, of the cgroups that `proc_self_cgroup` (the text of
/// /proc/self/cgroup) names and of their parents, below `root` (/sys/fs/cgroup): `cpu.max` of
/// version 2, `cpu.cfs_quota_us` of version 1. Nothing without a quota.
std::optional<double> cgroup_quota(const std::filesystem::path& root,
                                   std::string_view proc_self_cgroup);

}  // namespace dora::base
