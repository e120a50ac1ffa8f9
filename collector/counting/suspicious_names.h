// Finds names that may be two spellings of one name: they are reported, never merged. Pure.
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

/// Finds names with the same name_key(), which differ only in case, in surrounding spaces or in
/// code points that look the same, and names that differ by one missing or different character. Not
/// reported, because people number things that way: names that differ in a digit (`api-1`, `api-2`,
/// `api-12`), and one-character differences between names shorter than four characters (`qa`,
/// `ua`). `names` must have no duplicates; any order will do. Names longer than GitLab's labels can
/// be are skipped. The time grows with the total length of all names.
Suspicions find_suspicious_names(std::vector<std::string> names, std::size_t limit);

}  // namespace dora::counting
