// The honest base of every case: a project of 250 merge requests, filtered, ordered and paged as
// GitLab does it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/tools/hostile_server/message.h"

namespace dora::test::hostile {

/// A merge request. Filters and order go by the times; what is sent are the fields.
struct Item {
  std::int64_t iid = 0;
  std::chrono::sys_seconds created;
  std::chrono::sys_seconds updated;
  std::vector<std::pair<std::string, std::string>> fields;  ///< Values are JSON, as sent.

  /// Replaces every field of that name.
  void set(const std::string& name, std::string json);
};

/// One each day from 2024-01-01 on, in turn of five services; every seventh was closed.
std::vector<Item> honest_items();

/// What `collect` has to count: summary.json without the rates, on one line, keys sorted.
std::string honest_counts();

class HonestGitLab {
 public:
  explicit HonestGitLab(std::vector<Item> items) : items_(std::move(items)) {}
  /// A list of merge requests or labels by the end of the path; else the project.
  Answer answer(const Request& request) const;

 private:
  Answer merge_requests(const Request& request) const;

  std::vector<Item> items_;
};

}  // namespace dora::test::hostile
