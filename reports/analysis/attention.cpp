// Finds what is unusual about a service at a moment, compared with its own past.
#include "reports/analysis/attention.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "reports/analysis/statistics/false_discovery.h"
#include "reports/analysis/tier_failure.h"
#include "reports/analysis/verdicts.h"

namespace dora::analysis {
namespace {

using statistics::Share;
using std::chrono::days;
using std::chrono::local_days;

constexpr double weeks_of(days span) {
  return static_cast<double>(span.count()) / 7;
}

void count_test(AttentionRule rule, Candidates& result) {
  ++result.tests[static_cast<std::size_t>(rule)];
}

void add(Attention attention, Candidates& result) {
  if (attention.p <= statistics::false_discovery_rate) {
    result.found.push_back(std::move(attention));
  }
}

}  // namespace

constexpr std::array<std::string_view, attention_rules> rule_names{"failing", "failure_rate_up",
                                                                   "quiet", "fewer", "more"};

std::string_view to_string(AttentionRule rule) {
  return rule_names[static_cast<std::size_t>(rule)];
}

std::optional<AttentionRule> parse_attention_rule(std::string_view text) {
  const auto* const found = std::ranges::find(rule_names, text);
  return found == rule_names.end()
             ? std::nullopt
             : std::optional(static_cast<AttentionRule>(found - rule_names.begin()));
}

Rules::Rules(const std::vector<model::Deployment>& deployments, const Events& events,
             const model::TierOrder& order, const Moment& moment)
    : deployments_(deployments),
      events_(events),
      order_(order),
      moment_(moment),
      begin_(events.events.data()),
      end_(std::upper_bound(
          begin_, begin_ + events.events.size(), moment.as_of,
          [](model::Instant time, const Event& event) { return time < event.time; })) {
  if (begin_ == end_) {
    return;
  }
  known_from_ = std::max(begin_->day + days(1), moment_.complete_from);
  for (auto to = moment_.today - recent_days;
       to - days(7) >= known_from_ && std::ssize(weeks_) < variation_weeks; to -= days(7)) {
    weeks_.push_back(count(to - days(7), to));
  }
  if (weeks_.size() >= statistics::least_counts) {
    variation_ = statistics::dispersion_of(weeks_);
  }
}

const Event* Rules::first_from(local_days day) const {
  return std::partition_point(begin_, end_, [&](const Event& event) { return event.day < day; });
}

std::int64_t Rules::count(local_days begin, local_days end) const {
  return first_from(end) - first_from(begin);
}

void Rules::show(const Event& event, Attention& attention) const {
  attention.iid = deployments_[event.deployment].iid;
  attention.web_url = deployments_[event.deployment].web_url;
}

void Rules::add_ranked(Attention attention, local_days since, Candidates& result) const {
  if (attention.p > statistics::false_discovery_rate) {
    return;
  }
  std::vector<bool> counts(events_.tiers.size());
  for (const Event* event = first_from(since); event < end_; ++event) {
    if (event->failed || attention.rule != AttentionRule::failure_rate_up) {
      counts[event->tier] = true;
    }
  }
  attention.tier_rank = std::numeric_limits<std::size_t>::max();
  for (std::size_t tier = 0; tier < counts.size(); ++tier) {
    if (counts[tier]) {
      attention.tier_rank = std::min(attention.tier_rank, order_.rank(events_.tiers[tier]));
    }
  }
  add(std::move(attention), result);
}

Candidates Rules::apply(const Pooled& pooled) const {
  Candidates result;
  if (begin_ == end_ || moment_.as_of - (end_ - 1)->time > retired_after) {
    return result;
  }
  compare_frequency(pooled, result);
  compare_failure_rate(result);
  find_quiet(result);
  find_failing(pooled, result);
  return result;
}

void Rules::compare_frequency(const Pooled& pooled, Candidates& result) const {
  if (weeks_.size() < statistics::least_counts) {
    return;
  }
  const statistics::Frequency now{count(moment_.today - recent_days, moment_.today),
                                  weeks_of(recent_days)};
  const statistics::Frequency before{std::accumulate(weeks_.begin(), weeks_.end(), std::int64_t{0}),
                                     static_cast<double>(weeks_.size())};
  Attention attention;
  attention.count = now.count;
  attention.usual = static_cast<double>(before.count) / before.time * now.time;
  attention.since = moment_.as_of - recent_days;
  attention.until = moment_.today;
  const statistics::Dispersion variation = moderated(variation_, pooled.variation);
  const auto is_fewer = static_cast<double>(now.count) < attention.usual;
  if (attention.usual >= least_usual_for_fewer) {
    count_test(AttentionRule::fewer, result);
    if (is_fewer) {
      attention.rule = AttentionRule::fewer;
      attention.p = p_of_fewer(now, before, variation);
      add_ranked(attention, moment_.today - past_days, result);
    }
  }
  if (attention.usual >= least_usual_for_more) {
    count_test(AttentionRule::more, result);
    if (!is_fewer) {
      attention.rule = AttentionRule::more;
      attention.p = p_of_more(now, before, variation);
      add_ranked(attention, moment_.today - recent_days, result);
    }
  }
}

void Rules::compare_failure_rate(Candidates& result) const {
  const local_days recent = moment_.today - recent_days;
  const local_days past = std::max(recent - past_days, moment_.complete_from);
  std::vector<statistics::Stratum> strata(events_.tiers.size());
  Share now;
  Share before;
  for (const Event* event = first_from(past); event < first_from(moment_.today); ++event) {
    const bool is_recent = event->day >= recent;
    statistics::Stratum& stratum = strata[event->tier];
    for (Share* share : {is_recent ? &stratum.now : &stratum.before, is_recent ? &now : &before}) {
      share->hits += event->failed ? 1 : 0;
      ++share->of;
    }
  }
  if (now.of < model::enough_deployments || before.of < least_past_attempts) {
    return;
  }
  count_test(AttentionRule::failure_rate_up, result);
  if (now.hits < least_failures) {
    return;
  }
  std::erase_if(strata, [](const statistics::Stratum& stratum) { return stratum.now.of == 0; });
  Attention attention;
  attention.rule = AttentionRule::failure_rate_up;
  attention.count = now.hits;
  attention.of = now.of;
  attention.usual = expected_hits(strata);
  attention.since = moment_.as_of - recent_days;
  attention.until = moment_.today;
  if (static_cast<double>(now.hits) > attention.usual) {
    attention.p = p_of_more_hits(strata);
    add_ranked(std::move(attention), recent, result);
  }
}

void Rules::find_quiet(Candidates& result) const {
  const Event& last = *(end_ - 1);
  const local_days from = std::max(last.day - past_days, known_from_);
  std::int64_t active = 0;
  std::vector<days> breaks;
  local_days previous;
  for (const Event* event = first_from(from); event < end_; ++event) {
    if (active > 0 && event->day == previous) {
      continue;
    }
    if (active > 0) {
      breaks.push_back(event->day - previous);
    }
    previous = event->day;
    ++active;
  }
  if (active - 1 < least_active_days) {
    return;
  }
  count_test(AttentionRule::quiet, result);
  const days silent = moment_.today - last.day - days(1);
  const auto as_long =
      std::count_if(breaks.begin(), breaks.end(), [&](days each) { return each > silent; });
  if (silent <= days(0) || as_long * breaks_per_exception > std::ssize(breaks)) {
    return;
  }
  // How often a silent day follows an active one, and how often a silent one: deployments of a
  // batch may end on several days in a row. The last active day does not count: the break began
  // with it.
  Share after_active{0, std::ssize(breaks)};
  Share after_silent;
  for (const days each : breaks) {
    after_active.hits += each > days(1) ? 1 : 0;
    after_silent.hits += std::max<std::int64_t>(0, each.count() - 2);
    after_silent.of += each.count() - 1;
  }
  const double share = (static_cast<double>(after_active.hits + after_silent.hits) + 0.5) /
                       (static_cast<double>(after_active.of + after_silent.of) + 1);
  Attention attention;
  attention.rule = AttentionRule::quiet;
  attention.p = statistics::p_of_all_hits(1, after_active) *
                p_of_all_hits(silent.count() - 1, after_silent,
                              {prior_trials * share, prior_trials * (1 - share)});
  attention.since = last.time;
  attention.lasts = moment_.as_of - last.time;
  attention.longest = *std::max_element(breaks.begin(), breaks.end());
  show(last, attention);
  add_ranked(std::move(attention), from, result);
}

Share Rules::repeated_failures() const {
  std::vector<TierPast> tiers(events_.tiers.size());
  for (const Event* event = first_from(moment_.today - past_days); event < end_; ++event) {
    tiers[event->tier].see(*event);
  }
  Share result;
  for (const TierPast& tier : tiers) {
    result.hits += tier.repeated().hits;
    result.of += tier.repeated().of;
  }
  return result;
}

void Rules::find_failing(const Pooled& pooled, Candidates& result) const {
  const local_days from = std::max(moment_.today - past_days, moment_.complete_from);
  const std::vector<TierEvents> tiers = by_tier(first_from(from), end_, events_.tiers.size());
  for (std::size_t number = 0; number < tiers.size(); ++number) {
    const TierEvents& tier = tiers[number];
    const TierPast past = tier.past();
    if (past.all().of < least_past_attempts) {
      continue;
    }
    count_test(AttentionRule::failing, result);
    if (tier.attempts() == 0 || moment_.as_of - tier.events.back()->time > forgotten_after) {
      continue;
    }
    // Two ways to be unusual, so the p-value counts twice (Bonferroni).
    const double p = 2 * std::min(p_of_failures_in_a_row(tier, past, pooled),
                                  p_of_days_without_success(tier, past, moment_.today));
    const Event& first = *tier.events[tier.open];
    Attention attention;
    attention.rule = AttentionRule::failing;
    attention.p = std::min(1.0, p);
    attention.since = first.time;
    attention.tier = events_.tiers[number];
    attention.tier_rank = order_.rank(attention.tier);
    attention.count = tier.attempts();
    attention.usual = static_cast<double>(past.all().hits) / static_cast<double>(past.all().of);
    attention.lasts = moment_.as_of - first.time;
    attention.longest = past.longest_failure();
    show(*tier.events.back(), attention);
    add(std::move(attention), result);
  }
}

}  // namespace dora::analysis
