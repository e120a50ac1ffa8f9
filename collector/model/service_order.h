// Sorts the services read from a file into the order of the model.
#pragma once

#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "collector/base/error.h"

namespace dora::model {

/// Sorts by service name, in byte order. Throws an Error that names the file and the service if one
/// occurs twice. `Entry` has a member `service`.
template <class Entry>
void order_by_service(std::vector<Entry>& entries, const std::filesystem::path& path) {
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.service < b.service; });
  const auto twice =
      std::adjacent_find(entries.begin(), entries.end(),
                         [](const Entry& a, const Entry& b) { return a.service == b.service; });
  if (twice != entries.end()) {
    throw base::Error(fmt::format("{}: service '{}' occurs twice", path.string(), twice->service));
  }
}

}  // namespace dora::model
