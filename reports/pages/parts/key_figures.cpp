// The four keys of a period in words, each compared with other periods.
#include "reports/pages/parts/key_figures.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "reports/pages/parts/figures.h"
#include "reports/pages/parts/frequency.h"

namespace dora::pages {
namespace {

using analysis::Verdict;
using model::Ratio;

std::string open_text(std::int64_t open) {
  return open == 0   ? "no failure left to restore"
         : open == 1 ? "1 failure not yet restored"
                     : fmt::format("{} failures not yet restored", model::count_text(open));
}

/// How far the ratio is from 1, in whole percent: `22`; never 0, nor 100 while anything is left.
std::string change_text(const Ratio& ratio) {
  const Ratio percent = times(distance(ratio, {1, 1}), 100);
  const std::int64_t whole = rounded(percent, 0);
  if (whole == 0) {
    return "<1";
  }
  return whole == 100 && percent < Ratio{100, 1} ? ">99" : decimal_text(percent, 0);
}

/// What a verdict adds to a difference: `, normal variation`. `words` are for more and less.
std::string verdict_text(Verdict verdict, std::int64_t still_open,
                         std::pair<const char*, const char*> words) {
  switch (verdict) {
    case Verdict::more:
      return words.first;
    case Verdict::less:
      return words.second;
    case Verdict::no_significant_change:
      return ", normal variation";
    case Verdict::too_early:
      return still_open > 0
                 ? fmt::format("; too early to say, {} still open", model::count_text(still_open))
                 : "; too early to say: some are still open";
    case Verdict::too_few:
      return "; history too short to judge";
    case Verdict::not_compared:
      break;
  }
  return "";
}

constexpr std::pair significant{", a significant change", ", a significant change"};

/// `up 12% on X, normal variation`, `up 12% a day on X`: `per` is empty or ` a day`.
void set_change(KeyFigure& figure, const Ratio& ratio, const std::string& verdict,
                std::string_view per, const std::string& when) {
  if (ratio == Ratio{1, 1}) {
    figure.change = fmt::format("unchanged from {}", when);
    return;
  }
  figure.down = ratio < Ratio{1, 1};
  figure.up = !figure.down;
  figure.change =
      ratio < Ratio{3, 1}
          ? fmt::format("{} {}%{} on {}", figure.up ? "up" : "down", change_text(ratio), per, when)
          : fmt::format("{} times that of {}", decimal_text(ratio, 1), when);
  figure.change += verdict;
}

/// Shows the earlier value where there is too little data for a comparison.
void set_plain(KeyFigure& figure, const std::string& when, const std::string& before) {
  figure.change = fmt::format("{}: {}", when, before);
  figure.change_few = true;
}

bool are_enough(std::int64_t now, std::int64_t before) {
  return std::min(now, before) >= model::enough_deployments;
}

/// `value_text` makes text of the median.
template <class Value, class ValueText>
Clauses usual_text(const ComparisonNames& names,
                   const std::optional<analysis::Baseline<Value>>& usual, ValueText value_text) {
  if (!usual) {
    return {};
  }
  return {fmt::format("{}-{} median:", usual->periods, names.unit), value_text(usual->median)};
}

/// Beside each figure of a period that is not complete.
std::string still_open_text(const model::FourKeys& keys) {
  return keys.still_open == 0 ? ""
                              : fmt::format("{} still open", model::count_text(keys.still_open));
}

/// What is still open becomes a deployment, whether it is merged or closed: so it is counted.
void set_deployments_change(KeyFigure& figure, const analysis::Comparison& comparison,
                            const std::string& when) {
  const model::FourKeys& now = comparison.current;
  const model::FourKeys& before = *comparison.previous;
  const std::int64_t count = now.counts.total() + now.still_open;
  const std::int64_t earlier = before.counts.total() + before.still_open;
  if (!are_enough(count, earlier)) {
    set_plain(figure, when, earlier == 0 ? "none" : model::count_text(earlier));
    return;
  }
  const Ratio ratio{model::Wide{count} * before.days, model::Wide{earlier} * now.days};
  const char* counting =
      now.still_open + before.still_open > 0 ? ", open merge requests included" : "";
  set_change(figure, ratio,
             counting + verdict_text(comparison.verdicts.deployments, now.still_open, significant),
             now.days == before.days ? "" : " a day", when);
}

KeyFigure deployments_figure(const analysis::Comparison& comparison, const ComparisonNames& names,
                             const analysis::BaselineKeys& usual) {
  KeyFigure figure;
  const bool any = comparison.current.counts.total() > 0;
  figure.name = "Deployments";
  figure.value = model::count_text(comparison.current.counts.total());
  add_clause(figure.detail,
             any ? frequency_text(analysis::deployments_a_day(comparison.current)) : "");
  add_clause(figure.detail, still_open_text(comparison.current));
  figure.few = comparison.current.counts.total() < model::enough_deployments;
  if (comparison.previous) {
    set_deployments_change(figure, comparison, names.previous);
  }
  figure.usual = usual_text(names, usual.deployments_a_day,
                            [](const Ratio& a_day) { return frequency_text(a_day); });
  return figure;
}

/// For rates that differ: never `0.0`.
std::string points_text(const Ratio& points) {
  return rounded(points, 1) == 0 ? "<0.1" : decimal_text(points, 1);
}

void set_rate_change(KeyFigure& figure, const analysis::Comparison& comparison,
                     const std::string& when) {
  const model::Counts& now = comparison.current.counts;
  const model::Counts& before = comparison.previous->counts;
  if (!are_enough(now.total(), before.total())) {
    set_plain(figure, when,
              before.total() == 0 ? "no data"
                                  : fmt::format("{} of {}", model::count_text(before.failed),
                                                model::count_text(before.total())));
    return;
  }
  const Ratio rate = *model::failure_percent(now);
  const Ratio rate_before = *model::failure_percent(before);
  const bool same = rate == rate_before;
  figure.up = rate_before < rate;
  figure.down = rate < rate_before;
  figure.change = same ? fmt::format("unchanged from {}", when)
                       : fmt::format("{} {} points on {}", figure.up ? "up" : "down",
                                     points_text(distance(rate, rate_before)), when);
  const Verdict verdict = comparison.verdicts.failure_rate;
  figure.worse = verdict == Verdict::more;
  figure.better = verdict == Verdict::less;
  if (!same) {
    figure.change += verdict_text(verdict, comparison.current.still_open,
                                  {": significantly worse", ": significantly better"});
  }
}

KeyFigure rate_figure(const analysis::Comparison& comparison, const ComparisonNames& names,
                      const analysis::BaselineKeys& usual) {
  KeyFigure figure;
  const model::Counts& counts = comparison.current.counts;
  figure.name = "Failure rate";
  figure.value = model::rate_text(counts);
  figure.few = counts.total() < model::enough_deployments;
  if (counts.total() > 0) {
    add_clause(figure.detail, fmt::format("{} of {} failed", model::count_text(counts.failed),
                                          model::count_text(counts.total())));
    add_clause(figure.detail,
               fmt::format("95% interval {}", interval_text(comparison.current.merge_requests)));
    add_clause(figure.detail, figure.few ? "too few to judge" : "");
    add_clause(figure.detail, still_open_text(comparison.current));
  }
  if (comparison.previous) {
    set_rate_change(figure, comparison, names.previous);
  }
  figure.usual = usual_text(names, usual.failure_rate,
                            [](const Ratio& percent) { return model::rate_text(percent); });
  return figure;
}

/// The lead time or the time to restore of both periods.
struct Times {
  const std::optional<model::Spread>& now;
  const std::optional<model::Spread>& before;
  const std::optional<analysis::Baseline<model::Duration>>& usual;
  Verdict verdict;
  std::int64_t still_open;  ///< Of the current period; 0: they do not matter.
  const char* noun;         ///< What took so long, singular.
};

KeyFigure time_figure(const Times& times, const ComparisonNames& names) {
  KeyFigure figure;
  const auto& now = times.now;
  const auto& before = times.before;
  figure.value = model::duration_text(model::median_of(now));
  figure.few = !now || now->count < model::enough_deployments;
  if (now) {
    add_clause(figure.detail,
               fmt::format("90% took at most {} ({})", model::duration_at_least_text(now->p90),
                           model::counted(now->count, times.noun)));
  }
  if (now && before && are_enough(now->count, before->count) && before->median.count() > 0) {
    set_change(figure, {now->median.count(), before->median.count()},
               verdict_text(times.verdict, times.still_open, significant), "", names.previous);
  } else if (before) {
    set_plain(figure, names.previous,
              fmt::format("{} ({})", model::duration_text(before->median),
                          model::counted(before->count, times.noun)));
  }
  figure.usual = usual_text(
      names, times.usual, [](model::Duration duration) { return model::duration_text(duration); });
  return figure;
}

/// In the order of the figures.
void add_bands(std::vector<KeyFigure>& figures, const analysis::KeyBands& bands) {
  const std::array<const std::string*, 4> names{&bands.deployment_frequency, &bands.failure_rate,
                                                &bands.lead_time, &bands.restore_time};
  for (std::size_t i = 0; i < names.size(); ++i) {
    figures[i].band = *names[i];
    figures[i].band_source = bands.source;
  }
}

}  // namespace

std::vector<KeyFigure> key_figures(const analysis::Comparison& comparison,
                                   const ComparisonNames& names, const analysis::Judge& judge) {
  const analysis::BaselineKeys usual = analysis::usual_keys(comparison.usual);
  const auto& previous = comparison.previous;
  const std::optional<model::Spread> none;
  const model::FourKeys& current = comparison.current;
  KeyFigure lead =
      time_figure({current.lead_time, previous ? previous->lead_time : none, usual.lead_time,
                   comparison.verdicts.lead_time, current.still_open, "deployment"},
                  names);
  lead.name = "Lead time, median";
  add_clause(lead.detail, still_open_text(current));
  KeyFigure restore =
      time_figure({current.restore_time, previous ? previous->restore_time : none,
                   usual.restore_time, comparison.verdicts.restore_time, 0, "failure"},
                  names);
  restore.name = "Time to restore, median";
  add_clause(restore.detail, open_text(current.open_failures));
  std::vector<KeyFigure> figures{deployments_figure(comparison, names, usual),
                                 rate_figure(comparison, names, usual), std::move(lead),
                                 std::move(restore)};
  add_bands(figures, bands_of(comparison.current, judge));
  return figures;
}

ComparisonNames names_of(const analysis::Calendar& calendar) {
  ComparisonNames names;
  names.previous = calendar.previous ? model::name(*calendar.previous) : "";
  names.unit = model::to_string(calendar.granularity);
  return names;
}

}  // namespace dora::pages
