// Finds names that look like two writings of one: they are reported, never merged. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "collector/model/collection.h"

namespace dora::counting {

struct Suspicions {
  std::vector<model::SuspiciousNames> pairs;
  bool more = false;  ///< There are more than `limit`.
};

/// Names of one name_key(): that differ only in capitals, in spaces around them or in code points
/// that look the same; and names that differ by one character that is missing or another. Two kinds
/// of one edit are as people number things and are not reported: names that differ in a digit
/// (`api-1`, `api-2`, `api-12`), and names shorter than four characters (`qa`, `ua`). `names` each
/// once, in any order. Names longer than GitLab's labels can be are passed over. The time grows
/// with the length of all names together.
Suspicions find_suspicious_names(std::vector<std::string> names, std::size_t limit);

}  // namespace dora::counting
