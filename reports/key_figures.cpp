// The four keys of a period in words, each with how it compares with other periods; no HTML.
#include "reports/key_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "collector/model/duration.h"
#include "reports/display.h"

namespace dora::reports {
namespace {

constexpr double days_a_month = 365.25 / 12;

std::string open_text(std::int64_t open) {
  return open == 0   ? "none open"
         : open == 1 ? "1 failure still open"
                     : fmt::format("{} failures still open", model::count_text(open));
}

/// `12 % more than in X, within chance`; `what` is the word for above and below.
void set_change(KeyFigure& figure, double ratio, bool real,
                std::pair<const char*, const char*> what, const std::string& when) {
  const auto percent = std::llround(100 * std::abs(ratio - 1));
  if (percent == 0) {
    figure.change = fmt::format("as in {}", when);
    return;
  }
  figure.up = ratio > 1;
  figure.down = ratio < 1;
  figure.change = ratio >= 3 ? fmt::format("{:.1f} times that of {}", ratio, when)
                             : fmt::format("{} % {} than in {}", percent,
                                           figure.up ? what.first : what.second, when);
  figure.change += real ? ", beyond chance" : ", within chance";
}

/// What there was, where there is too little for more.
void set_plain(KeyFigure& figure, const std::string& when, const std::string& before) {
  figure.change = fmt::format("{}: {}", when, before);
  figure.change_few = true;
}

bool are_enough(std::int64_t now, std::int64_t before) {
  return std::min(now, before) >= model::enough_deployments;
}

std::string usual_text(const ComparisonNames& names, const std::string& value) {
  return names.usual.empty() ? "" : fmt::format("median of {}: {}", names.usual, value);
}

void set_deployments_change(KeyFigure& figure, const model::FourKeys& now,
                            const model::FourKeys& before, const std::string& when) {
  const std::int64_t count = before.counts.total();
  if (!are_enough(now.counts.total(), count)) {
    set_plain(figure, when, count == 0 ? "none" : model::count_text(count));
    return;
  }
  set_change(figure, *deployments_a_day(now) / *deployments_a_day(before),
             frequencies_differ(now, before), {"more a day", "fewer a day"}, when);
}

KeyFigure deployments_figure(const Comparison& comparison, const ComparisonNames& names,
                             const UsualKeys& usual) {
  KeyFigure figure;
  const double a_day = deployments_a_day(comparison.current).value_or(0);
  figure.name = "Deployments";
  figure.value = model::count_text(comparison.current.counts.total());
  figure.detail = a_day > 0 ? frequency_text(a_day) : "";
  figure.few = comparison.current.counts.total() < model::enough_deployments;
  if (comparison.previous) {
    set_deployments_change(figure, comparison.current, *comparison.previous, names.previous);
  }
  figure.usual =
      usual.deployments_a_day ? usual_text(names, frequency_text(*usual.deployments_a_day)) : "";
  return figure;
}

void set_rate_change(KeyFigure& figure, const Comparison& comparison, const std::string& when) {
  const model::Counts& now = comparison.current.counts;
  const model::Counts& before = comparison.previous->counts;
  if (!are_enough(now.total(), before.total())) {
    set_plain(figure, when,
              before.total() == 0 ? "no data"
                                  : fmt::format("{} of {}", model::count_text(before.failed),
                                                model::count_text(before.total())));
    return;
  }
  const double points = *model::failure_rate(now) - *model::failure_rate(before);
  const bool same = std::abs(points) < 0.005;
  figure.up = !same && points > 0;
  figure.down = !same && points < 0;
  figure.change = same ? fmt::format("as in {}", when)
                       : fmt::format("{:.2f} points {} than in {}", std::abs(points),
                                     figure.up ? "more" : "less", when);
  const bool real = rates_differ(now, before);
  figure.worse = real && figure.up;
  figure.better = real && figure.down;
  if (!same) {
    figure.change +=
        real ? (figure.up ? ": worse beyond chance" : ": better beyond chance") : ", within chance";
  }
}

KeyFigure rate_figure(const Comparison& comparison, const ComparisonNames& names,
                      const UsualKeys& usual) {
  KeyFigure figure;
  const model::Counts& counts = comparison.current.counts;
  figure.name = "Failure rate";
  figure.value = model::rate_text(model::failure_rate(counts));
  figure.few = counts.total() < model::enough_deployments;
  if (const auto interval = failure_rate_interval(counts)) {
    figure.detail =
        fmt::format("{} of {}; 95 % interval {:.1f} to {:.1f} %{}",
                    model::count_text(counts.failed), model::count_text(counts.total()),
                    interval->low, interval->high, figure.few ? "; too few to judge" : "");
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
  figure.value = model::duration_text(median_of(now));
  figure.few = !now || now->count < model::enough_deployments;
  if (now) {
    figure.detail = fmt::format("90 % within {}; n = {}", model::duration_text(now->p90),
                                model::count_text(now->count));
  }
  if (now && before && are_enough(now->count, before->count) && before->median.count() > 0) {
    const double ratio =
        static_cast<double>(now->median.count()) / static_cast<double>(before->median.count());
    set_change(figure, ratio, medians_differ(*now, *before), {"longer", "shorter"}, names.previous);
  } else if (before) {
    set_plain(figure, names.previous,
              fmt::format("{} (n = {})", model::duration_text(before->median),
                          model::count_text(before->count)));
  }
  figure.usual = usual_text(names, model::duration_text(usual));
  return figure;
}

/// In the order of the figures.
void add_bands(std::vector<KeyFigure>& figures, const KeyBands& bands) {
  const std::array<const std::string*, 4> names{&bands.deployment_frequency, &bands.failure_rate,
                                                &bands.lead_time, &bands.restore_time};
  for (std::size_t i = 0; i < names.size(); ++i) {
    figures[i].band = *names[i];
    figures[i].band_source = bands.source;
  }
}

}  // namespace

std::string frequency_text(double deployments_a_day) {
  if (deployments_a_day <= 0) {
    return "none";
  }
  if (deployments_a_day >= 1) {
    return fmt::format("{:.1f} a day", deployments_a_day);
  }
  if (deployments_a_day * 7 >= 1) {
    return fmt::format("{:.1f} a week", deployments_a_day * 7);
  }
  return fmt::format("{:.1f} a month", deployments_a_day * days_a_month);
}

std::vector<KeyFigure> key_figures(const Comparison& comparison, const ComparisonNames& names,
                                   const Judge& judge) {
  const UsualKeys usual = usual_keys(comparison.usual);
  const auto& previous = comparison.previous;
  const std::optional<model::Spread> none;
  KeyFigure lead = time_figure(comparison.current.lead_time, previous ? previous->lead_time : none,
                               usual.lead_time, names);
  lead.name = "Lead time, median";
  KeyFigure restore =
      time_figure(comparison.current.restore_time, previous ? previous->restore_time : none,
                  usual.restore_time, names);
  restore.name = "Time to restore, median";
  restore.detail +=
      (restore.detail.empty() ? "" : "; ") + open_text(comparison.current.open_failures);
  std::vector<KeyFigure> figures{deployments_figure(comparison, names, usual),
                                 rate_figure(comparison, names, usual), std::move(lead),
                                 std::move(restore)};
  add_bands(figures, bands_of(comparison.current, judge));
  return figures;
}

ComparisonNames names_of(const Calendar& calendar) {
  ComparisonNames names;
  names.previous = calendar.previous ? model::name(*calendar.previous) : "";
  const std::size_t count = calendar.usual.size();
  if (count > 1) {
    names.usual = fmt::format("{} {}s", count, model::to_string(calendar.granularity));
  }
  return names;
}

}  // namespace dora::reports
