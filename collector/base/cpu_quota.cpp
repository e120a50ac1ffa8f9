// Finds out how many CPUs this process may use, from its affinity and its cgroup quota.
#include "collector/base/cpu_quota.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include <sched.h>

namespace dora::base {
namespace {

namespace fs = std::filesystem;

std::optional<double> ratio(double quota, double period) {
  return quota > 0 && period > 0 ? std::optional(quota / period) : std::nullopt;
}

/// Parses `200000 100000`, or `max 100000` for no limit.
std::optional<double> quota_v2(const fs::path& group) {
  std::ifstream file(group / "cpu.max");
  double quota = 0;
  double period = 0;
  return file >> quota >> period ? ratio(quota, period) : std::nullopt;
}

/// -1 means no limit.
std::optional<double> quota_v1(const fs::path& group) {
  std::ifstream quota_file(group / "cpu.cfs_quota_us");
  std::ifstream period_file(group / "cpu.cfs_period_us");
  double quota = 0;
  double period = 0;
  return quota_file >> quota && period_file >> period ? ratio(quota, period) : std::nullopt;
}

/// A group's limit applies to all groups in it, so every parent up to `top` counts.
template <class Quota>
std::optional<double> smallest(const fs::path& top, std::string_view group, Quota quota) {
  std::optional<double> result;
  for (fs::path inside = fs::path(group).relative_path();; inside = inside.parent_path()) {
    const auto limit = quota(top / inside);
    if (limit && (!result || *limit < *result)) {
      result = limit;
    }
    if (inside.empty()) {
      return result;
    }
  }
}

bool names_cpu(const std::string& controllers) {
  std::istringstream list(controllers);
  for (std::string name; std::getline(list, name, ',');) {
    if (name == "cpu") {
      return true;
    }
  }
  return false;
}

int affinity() {
  cpu_set_t set;
  if (::sched_getaffinity(0, sizeof set, &set) == 0) {
    return CPU_COUNT(&set);
  }
  return static_cast<int>(std::thread::hardware_concurrency());  // More than 1024 CPUs.
}

}  // namespace

std::optional<double> cgroup_quota(const fs::path& root, std::string_view proc_self_cgroup) {
  std::istringstream lines{std::string(proc_self_cgroup)};
  std::optional<double> result;
  // `0::/group` in version 2, `4:cpu,cpuacct:/group` in version 1.
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first == std::string::npos ? first : first + 1);
    if (second == std::string::npos) {
      continue;
    }
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const std::string group = line.substr(second + 1);
    const auto limit = controllers.empty()      ? smallest(root, group, quota_v2)
                       : names_cpu(controllers) ? smallest(root / "cpu", group, quota_v1)
                                                : std::nullopt;
    if (limit && (!result || *limit < *result)) {
      result = limit;
    }
  }
  return result;
}

int usable_cpus() {
  std::ifstream file("/proc/self/cgroup");
  std::ostringstream text;
  text << file.rdbuf();
  const auto quota = cgroup_quota("/sys/fs/cgroup", text.str());
  const int cpus = std::max(affinity(), 1);
  return quota ? std::clamp(static_cast<int>(std::ceil(*quota)), 1, cpus) : cpus;
}

}  // namespace dora::base
