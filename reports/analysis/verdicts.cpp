// Whether a figure of one period differs significantly from that of another.
#include "reports/analysis/verdicts.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "reports/analysis/statistics/significance.h"

namespace dora::analysis {
namespace {

using model::Counts;
using statistics::Frequency;
using statistics::Share;
using statistics::Values;

template <class Entry>
auto first_from(const std::vector<Entry>& entries, std::chrono::local_days day) {
  return std::partition_point(entries.begin(), entries.end(),
                              [&](const Entry& entry) { return entry.day < day; });
}

/// Counts merge requests with or without a result, each once.
template <class Entry>
std::int64_t count_between(const std::vector<Entry>& entries, std::chrono::local_days begin,
                           std::chrono::local_days end) {
  return std::count_if(first_from(entries, begin), first_from(entries, end),
                       [](const Entry& entry) { return !entry.repeated; });
}

/// Of a span, each merge request once.
struct Observed {
  std::int64_t days = 0;
  Counts counts;
  std::vector<std::int64_t> lead_times;
  std::vector<std::int64_t> open_ages;
  std::vector<std::int64_t> restore_times;

  std::int64_t open() const { return static_cast<std::int64_t>(open_ages.size()); }
};

Observed observe(const model::History& history, model::DayRange span) {
  Observed result;
  result.days = span.days();
  for (auto each = first_from(history.attempts, span.begin);
       each < first_from(history.attempts, span.end); ++each) {
    if (each->repeated) {
      continue;
    }
    result.counts += Counts{each->failed ? 0 : 1, each->failed ? 1 : 0};
    if (each->lead_time) {
      result.lead_times.push_back(each->lead_time->count());
    }
  }
  for (auto each = first_from(history.open, span.begin); each < first_from(history.open, span.end);
       ++each) {
    if (!each->repeated) {
      result.open_ages.push_back(each->age.count());
    }
  }
  for (auto each = first_from(history.restores, span.begin);
       each < first_from(history.restores, span.end); ++each) {
    result.restore_times.push_back(each->took.count());
  }
  return result;
}

Verdict verdict_of(double p, bool more) {
  return p >= significance_level ? Verdict::no_significant_change
         : more                  ? Verdict::more
                                 : Verdict::less;
}

/// The verdict on which all agree.
template <std::size_t count>
Verdict agreed(const std::array<Verdict, count>& verdicts) {
  const bool agree = std::all_of(verdicts.begin(), verdicts.end(),
                                 [&](Verdict each) { return each == verdicts.front(); });
  return agree ? verdicts.front() : Verdict::too_early;
}

/// Merged or closed, what is open becomes a deployment.
Verdict frequency_verdict(const Observed& now, const Observed& before,
                          const std::optional<statistics::Dispersion>& variation) {
  const auto frequency = [](const Observed& span) {
    return Frequency{span.counts.total() + span.open(), static_cast<double>(span.days)};
  };
  const Frequency a = frequency(now);
  const Frequency b = frequency(before);
  if (!variation || std::min(a.count, b.count) < model::enough_deployments || a.time <= 0 ||
      b.time <= 0) {
    return Verdict::too_few;
  }
  const bool more = static_cast<double>(a.count) * b.time > static_cast<double>(b.count) * a.time;
  return verdict_of(p_of_change(a, b, *variation), more);
}

Verdict rate_verdict(const Counts& now, const Counts& before) {
  const auto share = [](const Counts& counts) { return Share{counts.failed, counts.total()}; };
  return verdict_of(p_of_different_shares(share(now), share(before)),
                    now.failed * before.total() > before.failed * now.total());
}

Verdict rate_verdict(const Observed& now, const Observed& before) {
  if (std::min(now.counts.total(), before.counts.total()) < model::enough_deployments) {
    return Verdict::too_few;
  }
  const auto merged = [](const Observed& span) {
    return Counts{span.counts.successful + span.open(), span.counts.failed};
  };
  const auto closed = [](const Observed& span) {
    return Counts{span.counts.successful, span.counts.failed + span.open()};
  };
  return agreed(std::array{
      rate_verdict(now.counts, before.counts), rate_verdict(merged(now), merged(before)),
      rate_verdict(merged(now), closed(before)), rate_verdict(closed(now), merged(before)),
      rate_verdict(closed(now), closed(before))});
}

/// The median's place in each sample tells which is greater.
bool is_longer(const Values& a, const Values& b) {
  const auto median = [](const Values& values) {
    std::vector<std::int64_t> sorted = values.known;
    sorted.resize(sorted.size() + static_cast<std::size_t>(values.greater),
                  std::numeric_limits<std::int64_t>::max());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
  };
  return median(a) > median(b);
}

Verdict time_verdict(const Values& now, const Values& before) {
  const double p = p_of_different_medians(now, before);
  return verdict_of(p, p < significance_level && is_longer(now, before));
}

bool are_enough(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  return std::min(a.size(), b.size()) >= static_cast<std::size_t>(model::enough_deployments);
}

/// All open ones closed, merged now, merged much later.
std::array<Values, 3> possible_lead_times(const Observed& span) {
  std::array<Values, 3> result{Values{span.lead_times, 0}, Values{span.lead_times, 0},
                               Values{span.lead_times, span.open()}};
  result[1].known.insert(result[1].known.end(), span.open_ages.begin(), span.open_ages.end());
  return result;
}

Verdict lead_time_verdict(const Observed& now, const Observed& before) {
  if (!are_enough(now.lead_times, before.lead_times)) {
    return Verdict::too_few;
  }
  std::array<Verdict, 9> verdicts{};
  std::size_t next = 0;
  for (const Values& a : possible_lead_times(now)) {
    for (const Values& b : possible_lead_times(before)) {
      verdicts[next++] = time_verdict(a, b);
    }
  }
  return agreed(verdicts);
}

}  // namespace

std::optional<statistics::Dispersion> variation_before(const model::History& history,
                                                       model::Granularity granularity,
                                                       std::chrono::local_days begin,
                                                       std::chrono::local_days end) {
  const bool daily = granularity == model::Granularity::day;
  const std::chrono::days unit(daily ? 1 : 7);
  const int most = variation_weeks * (daily ? 7 : 1);
  std::vector<std::int64_t> counts;
  auto to = daily ? end : model::period_containing(end, model::Granularity::week).begin;
  for (; to - unit >= begin && std::ssize(counts) < most; to -= unit) {
    counts.push_back(count_between(history.attempts, to - unit, to) +
                     count_between(history.open, to - unit, to));
  }
  return counts.size() < statistics::least_counts
             ? std::nullopt
             : std::optional(statistics::dispersion_of(counts));
}

Verdicts verdicts_of(const model::History& history, model::DayRange now, model::DayRange before,
                     const std::optional<statistics::Dispersion>& variation) {
  const Observed a = observe(history, now);
  const Observed b = observe(history, before);
  Verdicts verdicts;
  verdicts.deployments = frequency_verdict(a, b, variation);
  verdicts.failure_rate = rate_verdict(a, b);
  verdicts.lead_time = lead_time_verdict(a, b);
  verdicts.restore_time = are_enough(a.restore_times, b.restore_times)
                              ? time_verdict({a.restore_times, 0}, {b.restore_times, 0})
                              : Verdict::too_few;
  return verdicts;
}

}  // namespace dora::analysis
