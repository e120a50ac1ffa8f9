// What questions are answered from: the data of a report and its analysis.
#include "reports/questions/report.h"

#include <algorithm>
#include <utility>

#include "collector/base/text/fold.h"

namespace dora::questions {
namespace {

std::optional<std::size_t> find_name(const std::vector<KnownName>& names, std::string_view wanted) {
  const auto exact = std::ranges::find(names, wanted, &KnownName::name);
  if (exact != names.end()) {
    return static_cast<std::size_t>(exact - names.begin());
  }
  const std::string folded = text::folded(wanted);
  const auto first = std::ranges::find(names, folded, &KnownName::folded);
  if (first == names.end() || std::find_if(first + 1, names.end(), [&](const KnownName& each) {
                                return each.folded == folded;
                              }) != names.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(first - names.begin());
}

}  // namespace

Report::Report(analysis::ReportData data, const model::TierOrder& order)
    : data_(std::move(data)), analysis_(analysis::analyse(data_, order)) {
  for (const model::ServiceSummary& service : data_.summary.services) {
    services_.push_back({service.service, text::folded(service.service)});
  }
  for (const auto& [tier, history] : analysis_.tiers) {
    tiers_.push_back({tier, text::folded(tier)});
  }
}

std::optional<std::size_t> Report::find_service(std::string_view name) const {
  return find_name(services_, name);
}

std::optional<std::string> Report::find_tier(std::string_view name) const {
  const auto found = find_name(tiers_, name);
  return found ? std::optional(tiers_[*found].name) : std::nullopt;
}

model::Period Report::last_full(model::Granularity granularity) const {
  return model::advance(model::period_containing(analysis_.covered.end, granularity), -1);
}

bool Report::is_full(model::Period period) const {
  return period.begin >= analysis_.covered.begin && model::end(period) <= analysis_.covered.end;
}

}  // namespace dora::questions
