// The names that labels hold: of services, tiers, groups.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::gitlab {

/// The name in a label.
struct LabelName {
  std::string_view text;  ///< Empty if the label names nothing.
  bool scoped = false;    ///< With two colons, if the prefix ends with one.
};
LabelName name_in_label(std::string_view label, std::string_view prefix);

/// Returns the names that labels hold after the prefix, in byte order, without duplicates:
/// `service:x` -> `x`. If the prefix ends with a colon, a second colon is part of it (GitLab's
/// scoped labels): `service::x` -> `x`. Empty names are ignored.
std::vector<std::string_view> names_in_labels(const std::vector<std::string>& labels,
                                              std::string_view prefix);

}  // namespace dora::gitlab
