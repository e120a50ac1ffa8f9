// The analysis that all pages share: histories of all services and tiers, and comparisons.
#include "reports/analysis/analysis.h"

#include <algorithm>
#include <set>
#include <utility>

namespace dora::analysis {
namespace {

using std::chrono::local_days;

model::DayRange covered_days(const ReportData& data, const model::History& overall) {
  const local_days today = data.zone.local_day(data.collection.collected_at);
  const local_days end = data.collection.counting.until
                             ? std::min(today, local_days(*data.collection.counting.until))
                             : today;
  if (overall.attempts.empty()) {
    return {end, end};
  }
  const local_days first = overall.attempts.front().day;
  const local_days begin =
      data.collection.counting.since
          ? local_days(*data.collection.counting.since)
          : model::period_containing(first, data.collection.counting.granularity).begin;
  return {std::min(begin, end), end};
}

/// The last moment that the data cover.
model::Instant as_of(const ReportData& data) {
  const model::Instant collected = data.collection.collected_at;
  return data.collection.counting.until
             ? std::min(collected, data.zone.begin_of(local_days(*data.collection.counting.until)))
             : collected;
}

/// Recognises a merge request that was there before, for another service.
class Repetitions {
 public:
  explicit Repetitions(const ReportData& data)
      : needed_(data.collection.merge_requests.with_several_services > 0) {}

  /// The number alone is not enough: there may be several projects.
  bool see(std::int64_t iid, model::Instant created) {
    return needed_ && !seen_.emplace(iid, created).second;
  }

 private:
  bool needed_;  ///< Most collections have none, and would need the memory for nothing.
  std::set<std::pair<std::int64_t, model::Instant>> seen_;
};

/// Adds failures and restores, whose times are the same however attempts are dated.
void append_failures(const model::History& more, model::History& history) {
  append(history, {{}, {}, more.failures, more.restores});
}

void add_deployments(const ReportData& data, Analysis& analysis) {
  Repetitions repetitions(data);
  for (const model::ServiceDeployments& service : data.deployments) {
    analysis.services.push_back(history_of(service.deployments, data.zone));
    append_failures(analysis.services.back(), analysis.overall);
    append_failures(analysis.services.back(), analysis.happened);
    for (const auto& [tier, history] : model::tier_histories(service.deployments, data.zone)) {
      append_failures(history, analysis.tiers[tier]);
    }
    for (const model::Deployment& deployment : service.deployments) {
      const bool repeated = repetitions.see(
          deployment.iid, deployment.created_time.value_or(deployment.deployment_time));
      auto attempt = attempt_of(deployment, data.zone, model::Dating::deployment_time);
      attempt.repeated = repeated;
      analysis.overall.attempts.push_back(attempt);
      analysis.tiers[deployment.tier].attempts.push_back(attempt);
      attempt = attempt_of(deployment, data.zone, model::Dating::result_time);
      attempt.repeated = repeated;
      analysis.happened.attempts.push_back(attempt);
    }
  }
}

/// Under DateBy::finished, what is open will belong to a later period.
void add_open(const ReportData& data, Analysis& analysis) {
  const bool by_creation = data.collection.counting.date_by == model::DateBy::created;
  analysis.open_is_known =
      !by_creation || data.open || data.collection.merge_requests.in_flight == 0;
  if (!by_creation || !data.open) {
    return;
  }
  Repetitions repetitions(data);
  for (const model::ServiceOpenMergeRequests& service : *data.open) {
    const auto found =
        std::lower_bound(data.deployments.begin(), data.deployments.end(), service.service,
                         [](const model::ServiceDeployments& each, const std::string& name) {
                           return each.service < name;
                         });
    const bool known = found != data.deployments.end() && found->service == service.service;
    for (const model::OpenMergeRequest& each : service.merge_requests) {
      model::History::Open open{data.zone.local_day(each.created_time),
                                std::max(model::Duration{}, analysis.as_of - each.created_time),
                                false};
      if (known) {
        analysis.services[static_cast<std::size_t>(found - data.deployments.begin())]
            .open.push_back(open);
      }
      open.repeated = repetitions.see(each.iid, each.created_time);
      analysis.overall.open.push_back(open);
      if (const auto tier = analysis.tiers.find(each.tier); tier != analysis.tiers.end()) {
        tier->second.open.push_back(open);
      }
    }
  }
}

/// What weekly variations have in common, up to the period that is compared.
statistics::DispersionPrior common_variation(const Analysis& analysis) {
  std::vector<statistics::Dispersion> variations;
  if (!analysis.calendar.current) {
    return {};
  }
  for (const model::History& history : analysis.services) {
    const Calendar own = calendar_of(history, analysis.calendar.granularity, analysis.covered);
    const auto variation = variation_before(history, analysis.calendar.granularity, own.first_full,
                                            analysis.calendar.current->begin);
    if (variation) {
      variations.push_back(*variation);
    }
  }
  return statistics::prior_of(variations);
}

local_days complete_from(const ReportData& data) {
  const model::CountingSettings& counting = data.collection.counting;
  if (!counting.since) {
    return model::all_days.begin;
  }
  return local_days(*counting.since) +
         (counting.date_by == model::DateBy::created ? settling_days : std::chrono::days(0));
}

std::optional<Comparison> compare(const model::History& history, const Calendar& calendar,
                                  const Analysis& analysis,
                                  const statistics::DispersionPrior& prior) {
  auto result = compare_full(history, calendar, prior);
  if (result && !analysis.open_is_known) {
    for (Verdict* verdict : {&result->verdicts.deployments, &result->verdicts.failure_rate,
                             &result->verdicts.lead_time}) {
      const bool is_one = *verdict == Verdict::more || *verdict == Verdict::less ||
                          *verdict == Verdict::no_significant_change;
      *verdict = is_one ? Verdict::too_early : *verdict;
    }
  }
  return result;
}

void sort_histories(Analysis& analysis) {
  for (model::History& history : analysis.services) {
    sort_by_day(history);
  }
  for (auto& [tier, history] : analysis.tiers) {
    sort_by_day(history);
  }
  sort_by_day(analysis.overall);
  sort_by_day(analysis.happened);
}

}  // namespace

Analysis analyse(const ReportData& data, const model::TierOrder& tier_order) {
  Analysis analysis;
  analysis.today = data.zone.local_day(data.collection.collected_at);
  analysis.as_of = as_of(data);
  analysis.tier_order = tier_order;
  add_deployments(data, analysis);
  add_open(data, analysis);
  sort_histories(analysis);
  analysis.covered = covered_days(data, analysis.overall);
  analysis.complete_from = complete_from(data);
  analysis.calendar =
      calendar_of(analysis.overall, data.collection.counting.granularity, analysis.covered);
  analysis.variation = common_variation(analysis);
  analysis.findings = Finder(data, analysis.tier_order, analysis.complete_from).at(analysis.as_of);
  return analysis;
}

ReportData part_of(const ReportData& data, const std::vector<std::size_t>& services) {
  ReportData part{data.collection, data.zone, {}, {}, {}, data.occasions, data.changed_weeks};
  part.collection.service_groups.clear();
  for (const std::size_t service : services) {
    part.summary.services.push_back(data.summary.services[service]);
    part.deployments.push_back(data.deployments[service]);
  }
  if (data.open) {
    part.open.emplace();
    std::ranges::copy_if(
        *data.open, std::back_inserter(*part.open),
        [&](const std::string& name) {
          return std::ranges::binary_search(part.deployments, name, {},
                                            &model::ServiceDeployments::service);
        },
        &model::ServiceOpenMergeRequests::service);
  }
  return part;
}

Analysis part_of(const Analysis& whole, const ReportData& part,
                 const std::vector<std::size_t>& services) {
  Analysis analysis;
  analysis.today = whole.today;
  analysis.as_of = whole.as_of;
  analysis.covered = whole.covered;
  analysis.complete_from = whole.complete_from;
  analysis.tier_order = whole.tier_order;
  analysis.variation = whole.variation;
  analysis.bands = whole.bands;
  add_deployments(part, analysis);
  add_open(part, analysis);
  sort_histories(analysis);
  analysis.calendar =
      calendar_of(analysis.overall, part.collection.counting.granularity, analysis.covered);
  analysis.findings = part_of(whole.findings, services);
  return analysis;
}

std::string Analysis::main_tier() const {
  if (tiers.size() < 2) {
    return "";
  }
  const auto rank = [this](const auto& tier) { return tier_order.rank(tier.first); };
  return std::ranges::min_element(tiers, {}, rank)->first;
}

std::optional<Comparison> Analysis::compare_service(std::size_t service,
                                                    const Calendar& own) const {
  return compare(services[service], own, *this, variation);
}

std::optional<Comparison> Analysis::compare_overall(const Calendar& own) const {
  return compare(overall, own, *this, {});
}

Calendar calendar_of(const model::History& history, model::Granularity granularity,
                     model::DayRange covered) {
  if (history.attempts.empty()) {
    return calendar_of(granularity, {covered.end, covered.end}, covered.end);
  }
  const model::Period first = model::period_containing(history.attempts.front().day, granularity);
  const local_days begin = std::max(first.begin, covered.begin);
  return calendar_of(granularity, {begin, covered.end},
                     std::max(begin, model::advance(first, 1).begin));
}

}  // namespace dora::analysis
