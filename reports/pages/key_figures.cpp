// The four keys of a period in words, each compared with other periods.
#include "reports/pages/key_figures.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "reports/pages/figures.h"

namespace dora::pages {
namespace {

using model::Ratio;

/// A unit of time for frequencies; a year has 365.25 days.
struct FrequencyUnit {
  const char* name;
  Ratio days;
};
constexpr std::array<FrequencyUnit, 4> frequency_units{
    {{"day", {1, 1}}, {"week", {7, 1}}, {"month", {1461, 48}}, {"year", {1461, 4}}}};

Ratio product(const Ratio& a, const Ratio& b) {
  return {a.numerator * b.numerator, a.denominator * b.denominator};
}

std::string open_text(std::int64_t open) {
  return open == 0   ? "none open"
         : open == 1 ? "1 failure still open"
                     : fmt::format("{} failures still open", model::count_text(open));
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

/// `12 % more than in X, within chance`; `what` has the words for more and less.
void set_change(KeyFigure& figure, const Ratio& ratio, bool real,
                std::pair<const char*, const char*> what, const std::string& when) {
  if (ratio == Ratio{1, 1}) {
    figure.change = fmt::format("as in {}", when);
    return;
  }
  figure.down = ratio < Ratio{1, 1};
  figure.up = !figure.down;
  figure.change = ratio < Ratio{3, 1}
                      ? fmt::format("{} % {} than in {}", change_text(ratio),
                                    figure.up ? what.first : what.second, when)
                      : fmt::format("{} times that of {}", decimal_text(ratio, 1), when);
  figure.change += real ? ", beyond chance" : ", within chance";
}

/// Shows the earlier value where there is too little data for a comparison.
void set_plain(KeyFigure& figure, const std::string& when, const std::string& before) {
  figure.change = fmt::format("{}: {}", when, before);
  figure.change_few = true;
}

bool are_enough(std::int64_t now, std::int64_t before) {
  return std::min(now, before) >= model::enough_deployments;
}

Clauses usual_text(const ComparisonNames& names, const std::string& value) {
  return names.usual.empty() ? Clauses()
                             : Clauses{fmt::format("median of {}:", names.usual), value};
}

void set_deployments_change(KeyFigure& figure, const model::FourKeys& now,
                            const model::FourKeys& before, const std::string& when) {
  const std::int64_t count = before.counts.total();
  if (!are_enough(now.counts.total(), count)) {
    set_plain(figure, when, count == 0 ? "none" : model::count_text(count));
    return;
  }
  const Ratio ratio{model::Wide{now.counts.total()} * before.days, model::Wide{count} * now.days};
  set_change(figure, ratio, analysis::frequencies_differ(now, before),
             {"more a day", "fewer a day"}, when);
}

KeyFigure deployments_figure(const analysis::Comparison& comparison, const ComparisonNames& names,
                             const analysis::BaselineKeys& usual) {
  KeyFigure figure;
  const bool any = comparison.current.counts.total() > 0;
  figure.name = "Deployments";
  figure.value = model::count_text(comparison.current.counts.total());
  add_clause(figure.detail,
             any ? frequency_text(analysis::deployments_a_day(comparison.current)) : "");
  figure.few = comparison.current.counts.total() < model::enough_deployments;
  if (comparison.previous) {
    set_deployments_change(figure, comparison.current, *comparison.previous, names.previous);
  }
  if (usual.deployments_a_day) {
    figure.usual = usual_text(names, frequency_text(usual.deployments_a_day));
  }
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
  figure.change =
      same ? fmt::format("as in {}", when)
           : fmt::format("{} points {} than in {}", points_text(distance(rate, rate_before)),
                         figure.up ? "more" : "less", when);
  const bool real = analysis::rates_differ(now, before);
  figure.worse = real && figure.up;
  figure.better = real && figure.down;
  if (!same) {
    figure.change +=
        real ? (figure.up ? ": worse beyond chance" : ": better beyond chance") : ", within chance";
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
    add_clause(figure.detail, fmt::format("{} of {}", model::count_text(counts.failed),
                                          model::count_text(counts.total())));
    add_clause(figure.detail, fmt::format("95 % interval {}", interval_text(counts)));
    add_clause(figure.detail, figure.few ? "too few to judge" : "");
  }
  if (comparison.previous) {
    set_rate_change(figure, comparison, names.previous);
  }
  figure.usual = usual_text(names, model::rate_text(usual.failure_rate));
  return figure;
}

KeyFigure time_figure(const std::optional<model::Spread>& now,
                      const std::optional<model::Spread>& before,
                      const std::optional<model::Duration>& usual, const ComparisonNames& names) {
  KeyFigure figure;
  figure.value = model::duration_text(model::median_of(now));
  figure.few = !now || now->count < model::enough_deployments;
  if (now) {
    add_clause(figure.detail, fmt::format("90 % within {}", model::duration_text(now->p90)));
    add_clause(figure.detail, fmt::format("n = {}", model::count_text(now->count)));
  }
  if (now && before && are_enough(now->count, before->count) && before->median.count() > 0) {
    set_change(figure, {now->median.count(), before->median.count()},
               analysis::medians_differ(*now, *before), {"longer", "shorter"}, names.previous);
  } else if (before) {
    set_plain(figure, names.previous,
              fmt::format("{} (n = {})", model::duration_text(before->median),
                          model::count_text(before->count)));
  }
  figure.usual = usual_text(names, model::duration_text(usual));
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

std::string frequency_text(const std::optional<Ratio>& a_day) {
  if (!a_day || a_day->numerator == 0) {
    return "none";
  }
  for (const FrequencyUnit& unit : frequency_units) {
    const Ratio frequency = product(*a_day, unit.days);
    if (rounded(frequency, 1) >= 10) {
      return fmt::format("{} a {}", decimal_text(frequency, 1), unit.name);
    }
  }
  const Ratio months = product({a_day->denominator, a_day->numerator}, {48, 1461});
  return fmt::format("1 in {} months", decimal_text(months, 0));
}

std::vector<KeyFigure> key_figures(const analysis::Comparison& comparison,
                                   const ComparisonNames& names, const analysis::Judge& judge) {
  const analysis::BaselineKeys usual = analysis::usual_keys(comparison.usual);
  const auto& previous = comparison.previous;
  const std::optional<model::Spread> none;
  KeyFigure lead = time_figure(comparison.current.lead_time, previous ? previous->lead_time : none,
                               usual.lead_time, names);
  lead.name = "Lead time, median";
  KeyFigure restore =
      time_figure(comparison.current.restore_time, previous ? previous->restore_time : none,
                  usual.restore_time, names);
  restore.name = "Time to restore, median";
  add_clause(restore.detail, open_text(comparison.current.open_failures));
  std::vector<KeyFigure> figures{deployments_figure(comparison, names, usual),
                                 rate_figure(comparison, names, usual), std::move(lead),
                                 std::move(restore)};
  add_bands(figures, bands_of(comparison.current, judge));
  return figures;
}

ComparisonNames names_of(const analysis::Calendar& calendar) {
  ComparisonNames names;
  names.previous = calendar.previous ? model::name(*calendar.previous) : "";
  const std::size_t count = calendar.usual.size();
  if (count > 1) {
    names.usual = fmt::format("{} {}s", count, model::to_string(calendar.granularity));
  }
  return names;
}

}  // namespace dora::pages
