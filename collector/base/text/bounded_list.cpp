// Lists names in a message: the first few, and how many more there are.
#include "collector/base/text/bounded_list.h"

#include <algorithm>

#include <fmt/format.h>

namespace dora::text {

std::string bounded_list(const std::vector<std::string>& names, std::size_t most) {
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most));
  std::string list = fmt::format("{}", fmt::join(names.begin(), end, ", "));
  return names.size() <= most ? list : fmt::format("{} and {} more", list, names.size() - most);
}

}  // namespace dora::text
