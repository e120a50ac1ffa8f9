// Which services and tiers a card is about: those of a merge request.
#include "reports/card_subject.h"

#include <algorithm>
#include <charconv>

#include "collector/base/environment.h"
#include "collector/names/name_rules.h"

namespace dora::reports {
CardSubject subject_of(const gitlab::MergeRequest& merge_request,
                       const model::CountingSettings& settings) {
  const names::NameRules rules(names::sources_of(settings));
  const auto services = rules.services(merge_request, settings.service_prefix).names;
  const auto tiers = rules.tiers(merge_request, settings.tier_prefix).names;
  return {{services.begin(), services.end()}, {tiers.begin(), tiers.end()}};
}

std::int64_t merge_request_iid_in_ci() {
  const std::string text = base::environment("CI_MERGE_REQUEST_IID");
  std::int64_t iid = 0;
  std::from_chars(text.data(), text.data() + text.size(), iid);
  return iid;
}

std::optional<gitlab::MergeRequest> merge_request_in_ci(std::int64_t iid) {
  if (iid == 0 || merge_request_iid_in_ci() != iid) {
    return std::nullopt;
  }
  gitlab::MergeRequest result;
  result.iid = iid;
  result.title = base::environment("CI_MERGE_REQUEST_TITLE");
  result.source_branch = base::environment("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME");
  result.target_branch = base::environment("CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
  std::string rest = base::environment("CI_MERGE_REQUEST_LABELS");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    result.labels.push_back(rest.substr(0, end));
    rest.erase(0, end + 1);
  }
  return result;
}

}  // namespace dora::reports
