// Which merge requests count, and as what.
#include "collector/counting/counting_rules.h"

#include "collector/base/error.h"

namespace dora::counting {
namespace {

std::optional<model::Instant> begin_of(const std::optional<std::chrono::year_month_day>& date,
                                       const model::TimeZone& zone) {
  return date ? std::optional(zone.begin_of(std::chrono::local_days(*date))) : std::nullopt;
}

}  // namespace

CountingRules rules_of(const model::CountingSettings& settings, const model::TimeZone& zone) {
  CountingRules rules{settings.service_prefix,
                      settings.tier_prefix,
                      settings.date_by,
                      begin_of(settings.since, zone),
                      begin_of(settings.until, zone),
                      {settings.exclude_authors, settings.exclude_labels, settings.exclude_bots},
                      settings.superseded_within,
                      settings.group_prefix,
                      names::NameRules(names::sources_of(settings))};
  if (rules.since && rules.until && *rules.since >= *rules.until) {
    throw base::UsageError("--since must be before --until");
  }
  return rules;
}

}  // namespace dora::counting
