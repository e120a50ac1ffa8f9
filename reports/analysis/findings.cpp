// What needs attention at a moment, in all services together.
#include "reports/analysis/findings.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "reports/analysis/statistics/false_discovery.h"

namespace dora::analysis {
namespace {

Pooled pooled_of(const std::vector<Rules>& services) {
  std::vector<statistics::Dispersion> variations;
  statistics::Share repeated;
  variations.reserve(services.size());
  for (const Rules& rules : services) {
    variations.push_back(rules.variation());
    const statistics::Share share = rules.repeated_failures();
    repeated.hits += share.hits;
    repeated.of += share.of;
  }
  const double share =
      (static_cast<double>(repeated.hits) + 0.5) / (static_cast<double>(repeated.of) + 1);
  return {statistics::prior_of(variations), {prior_trials * share, prior_trials * (1 - share)}};
}

/// A service that is quiet also deploys less often, and one that is failing fails more often.
void drop_what_another_says(std::vector<Attention>& found) {
  const auto has = [&](AttentionRule rule) {
    return std::any_of(found.begin(), found.end(),
                       [&](const Attention& each) { return each.rule == rule; });
  };
  const auto drop = [&](AttentionRule rule) {
    std::erase_if(found, [&](const Attention& each) { return each.rule == rule; });
  };
  if (has(AttentionRule::quiet)) {
    drop(AttentionRule::fewer);
  }
  if (has(AttentionRule::failing)) {
    drop(AttentionRule::failure_rate_up);
  }
}

}  // namespace

std::span<const Finding> Findings::of(std::size_t service) const {
  const auto by_service = [](const auto& a, const auto& b) { return a.service < b.service; };
  const auto [first, last] =
      std::equal_range(found.begin(), found.end(), Finding{service, {}, false}, by_service);
  return {first, last};
}

Findings part_of(const Findings& whole, const std::vector<std::size_t>& services) {
  Findings part;
  for (std::size_t i = 0; i < services.size(); ++i) {
    for (Finding finding : whole.of(services[i])) {
      finding.service = i;
      part.found.push_back(std::move(finding));
    }
  }
  return part;
}

Finder::Finder(const ReportData& data, const model::TierOrder& order,
               std::chrono::local_days complete_from)
    : data_(data), order_(order), complete_from_(complete_from) {
  events_.reserve(data.deployments.size());
  for (const model::ServiceDeployments& service : data.deployments) {
    events_.push_back(events_of(service.deployments, data.zone));
  }
}

Findings Finder::at(model::Instant as_of) const {
  const Moment moment{as_of, data_.zone.local_day(as_of), complete_from_};
  std::vector<Rules> services;
  services.reserve(events_.size());
  for (std::size_t i = 0; i < events_.size(); ++i) {
    services.emplace_back(data_.deployments[i].deployments, events_[i], order_, moment);
  }
  const Pooled pooled = pooled_of(services);
  Findings result;
  std::vector<Candidates> candidates;
  std::array<std::vector<double>, attention_rules> p_values;
  std::array<std::size_t, attention_rules> tests{};
  for (const Rules& rules : services) {
    candidates.push_back(rules.apply(pooled));
    for (std::size_t rule = 0; rule < attention_rules; ++rule) {
      tests[rule] += candidates.back().tests[rule];
    }
    for (const Attention& each : candidates.back().found) {
      p_values[static_cast<std::size_t>(each.rule)].push_back(each.p);
    }
  }
  std::array<double, attention_rules> limits{};
  for (std::size_t rule = 0; rule < attention_rules; ++rule) {
    limits[rule] = statistics::significance_limit(std::move(p_values[rule]), tests[rule]);
    result.tests += tests[rule];
  }
  result.by_chance = attention_level * static_cast<double>(result.tests);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    std::vector<Attention>& found = candidates[i].found;
    std::erase_if(found, [&](const Attention& each) { return each.p > attention_level; });
    drop_what_another_says(found);
    std::stable_sort(found.begin(), found.end(), [](const Attention& a, const Attention& b) {
      return std::tie(a.tier_rank, a.rule) < std::tie(b.tier_rank, b.rule);
    });
    for (Attention& each : found) {
      const bool stands_out = each.p <= limits[static_cast<std::size_t>(each.rule)];
      result.found.push_back({i, std::move(each), stands_out});
    }
  }
  return result;
}

std::vector<Finding> new_findings(const Findings& now, const Findings& before) {
  std::vector<Finding> result;
  const auto was_there = [&](const Finding& finding) {
    return std::any_of(before.found.begin(), before.found.end(), [&](const Finding& each) {
      return each.stands_out && each.service == finding.service &&
             each.attention.rule == finding.attention.rule &&
             each.attention.tier == finding.attention.tier;
    });
  };
  std::copy_if(now.found.begin(), now.found.end(), std::back_inserter(result),
               [&](const Finding& finding) { return finding.stands_out && !was_there(finding); });
  return result;
}

std::vector<std::size_t> by_urgency(const Findings& findings) {
  std::vector<std::size_t> services;
  for (const Finding& finding : findings.found) {
    if (services.empty() || services.back() != finding.service) {
      services.push_back(finding.service);
    }
  }
  std::stable_sort(services.begin(), services.end(), [&](std::size_t a, std::size_t b) {
    const Attention& one = findings.of(a).front().attention;
    const Attention& other = findings.of(b).front().attention;
    return std::tuple(one.tier_rank, one.rule, other.since) <
           std::tuple(other.tier_rank, other.rule, one.since);
  });
  return services;
}

}  // namespace dora::analysis
