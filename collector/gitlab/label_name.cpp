// The names that labels hold: of services, tiers, groups.
#include "collector/gitlab/label_name.h"

#include <algorithm>

namespace dora::gitlab {

LabelName name_in_label(std::string_view label, std::string_view prefix) {
  if (!label.starts_with(prefix)) {
    return {};
  }
  const std::string_view name = label.substr(prefix.size());
  const bool scoped = prefix.ends_with(':') && name.starts_with(':');
  return {name.substr(scoped ? 1 : 0), scoped};
}

std::vector<std::string_view> names_in_labels(const std::vector<std::string>& labels,
                                              std::string_view prefix) {
  std::vector<std::string_view> names;
  for (const std::string_view label : labels) {
    if (const LabelName name = name_in_label(label, prefix); !name.text.empty()) {
      names.push_back(name.text);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace dora::gitlab
