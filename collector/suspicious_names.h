// Finds names that look like two writings of one: they are told, never merged. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "collector/model/collection.h"

namespace dora::collector {

struct Suspicions {
  std::vector<model::SuspiciousNames> pairs;
  bool more = false;  ///< There are more than `limit`.
};

/// Names that differ only in capitals (Latin, Greek and Cyrillic letters), in spaces around them,
/// or by one character that is missing or another. Two kinds of one edit are as people number
/// things and are not told: names that differ in a digit (`api-1`, `api-2`, `api-12`), and names
/// shorter than four characters (`qa`, `ua`). `names` each once, in any order. The time grows with
/// the length of all names together, times the length of one.
Suspicions find_suspicious_names(std::vector<std::string> names, std::size_t limit);

}  // namespace dora::collector
