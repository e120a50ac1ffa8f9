// Collects how the labels of each service are spelled. Pure.
#include "collector/counting/label_spellings.h"

#include <algorithm>

#include "collector/counting/counting.h"
#include "collector/gitlab/label_name.h"

namespace dora::counting {

void LabelSpellings::see(const std::vector<std::string>& labels, std::string_view service_prefix) {
  for (const std::string& label : labels) {
    const gitlab::LabelName name = gitlab::name_in_label(label, service_prefix);
    if (name.text.empty()) {
      continue;
    }
    auto found = services_.find(name.text);
    if (found == services_.end()) {
      found = services_.try_emplace(std::string(name.text)).first;
    }
    (name.scoped ? found->second.scoped : found->second.plain) = true;
  }
}

model::ServiceLabels LabelSpellings::result() const {
  const auto only_scoped = [](const auto& each) {
    return each.second.scoped && !each.second.plain;
  };
  const auto only_plain = [](const auto& each) { return each.second.plain && !each.second.scoped; };
  const bool scoped = std::count_if(services_.begin(), services_.end(), only_scoped) >
                      std::count_if(services_.begin(), services_.end(), only_plain);
  model::ServiceLabels result;
  result.usual = scoped ? model::LabelSpelling::scoped : model::LabelSpelling::plain;
  for (const auto& each : services_) {
    if (scoped ? only_plain(each) : only_scoped(each)) {
      result.other.push_back(each.first);
    } else if (each.second.plain && each.second.scoped) {
      result.both.push_back(each.first);
    }
  }
  return result;
}

}  // namespace dora::counting
