// The honest base of every case: a project with 250 merge requests, filtered, ordered and paged
// like in GitLab.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/tools/hostile_server/message.h"

namespace dora::test::hostile {

/// A merge request. Filters and order use the times; the fields are what is sent.
struct Item {
  std::int64_t iid = 0;
  std::chrono::sys_seconds created;
  std::chrono::sys_seconds updated;
  std::vector<std::pair<std::string, std::string>> fields;  ///< Values are JSON, as sent.

  /// Replaces every field with that name.
  void set(const std::string& name, std::string json);
};

/// One per day from 2024-01-01 on, rotating through five services; every seventh was closed.
std::vector<Item> honest_items();

/// Returns what `collect` must count: summary.json without the rates, on one line, with sorted
/// keys.
std::string honest_counts();

class HonestGitLab {
 public:
  explicit HonestGitLab(std::vector<Item> items) : items_(std::move(items)) {}
  /// Returns a list of merge requests or labels, depending on the end of the path; otherwise the
  /// project.
  Answer answer(const Request& request) const;

 private:
  Answer merge_requests(const Request& request) const;

  std::vector<Item> items_;
};

}  // namespace dora::test::hostile
