// Looks at a site before it is published: how large it is, and what a target would refuse.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "reports/publish/target.h"

namespace dora::publish {

struct SiteFacts {
  std::vector<std::string> files;  ///< Within the site, by name.
  std::int64_t entries = 0;        ///< Files and folders.
  std::int64_t bytes = 0;
  std::string largest;  ///< The largest file.
  std::int64_t largest_bytes = 0;
  std::string longest;                      ///< The longest name.
  std::vector<std::string> differing_case;  ///< Pairs of names that differ in case only.
};

/// Throws a UsageError unless the folder holds what dora-report wrote there, all of it, and nothing
/// else. A symbolic link in place of a file is not what it wrote.
SiteFacts look_at(const std::filesystem::path& site);

/// A line for each fact, with the limit beside it.
std::vector<std::string> describe(const SiteFacts& facts, const Limits& limits);

/// What the target would refuse, each with what would make it fit; empty if it fits.
std::vector<std::string> problems_of(const SiteFacts& facts, const Limits& limits,
                                     TargetKind target);

}  // namespace dora::publish
