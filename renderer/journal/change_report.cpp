// Describes which inputs of a chart changed since it was drawn.
#include "renderer/journal/change_report.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/period.h"
#include "collector/model/summary.h"
#include "collector/model/wording.h"

namespace dora::journal {
namespace {

// Inputs whose names begin like this are compared period by period; a suffix such as ` of
// <service>` may follow.
constexpr const char* counts_name = "counts";
constexpr const char* times_name = "times";
constexpr const char* script_name = "script";

/// `2024-01 20/1 2024-03 7/0!`: every period at the ends or with deployments; `!` means unfinished.
std::string text_of(const std::vector<chart::Bar>& bars) {
  std::string text;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const chart::Bar& bar = bars[i];
    if (bar.counts.total() > 0 || i == 0 || i + 1 == bars.size()) {
      text += fmt::format("{}{} {}/{}{}", text.empty() ? "" : " ", model::label(bar.period),
                          bar.counts.successful, bar.counts.failed, bar.unfinished ? "!" : "");
    }
  }
  return text;
}

/// `2024-01 m5000/9000/12`: median and 90th percentile in milliseconds, and their number.
std::string text_of(const std::vector<chart::TimePoint>& points) {
  std::string text;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const model::Spread spread = points[i].spread.value_or(model::Spread());
    if (points[i].spread || i == 0 || i + 1 == points.size()) {
      text += fmt::format("{}{} m{}/{}/{}{}", text.empty() ? "" : " ",
                          model::label(points[i].period), spread.median.count(), spread.p90.count(),
                          spread.count, points[i].unfinished ? "!" : "");
    }
  }
  return text;
}

std::string text_of(const chart::HeatmapRow& row, const std::vector<model::Period>& periods) {
  std::vector<chart::Bar> bars;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    bars.push_back({periods[i], row.cells[i]});
  }
  return text_of(bars);
}

/// What each kind of chart says.
struct Contents {
  Inputs inputs{};

  void operator()(const chart::Chart& chart) { add(counts_name, "", text_of(chart.bars)); }
  void operator()(const chart::TimeChart& chart) {
    for (const chart::TimePanel& panel : chart.panels) {
      add(times_name, panel.name, text_of(panel.points));
    }
  }
  void operator()(const chart::TierChart& chart) {
    for (const chart::TierPanel& panel : chart.panels) {
      add(counts_name, panel.tier, text_of(panel.bars));
    }
  }
  void operator()(const chart::Heatmap& chart) {
    for (const chart::HeatmapRow& row : chart.rows) {
      add(counts_name, row.service, text_of(row, chart.periods));
    }
  }
  void add(const char* name, const std::string& of, std::string text) {
    inputs.push_back({of.empty() ? name : fmt::format("{} ({})", name, of), std::move(text)});
  }
};

std::map<std::string, std::string> periods_in(const std::string& text) {
  std::map<std::string, std::string> periods;
  std::istringstream words(text);
  for (std::string period, counts; words >> period >> counts;) {
    periods[period] = counts;
  }
  return periods;
}

/// Describes `20/1!` or `m5000/9000/12` to people.
std::string describe(std::string_view values) {
  const bool unfinished = values.ends_with('!');
  values.remove_suffix(unfinished ? 1 : 0);
  std::vector<std::int64_t> numbers;
  const char* const end = values.data() + values.size();
  for (const char* at = values.data() + (values.starts_with('m') ? 1 : 0); at < end; ++at) {
    at = std::from_chars(at, end, numbers.emplace_back()).ptr;
  }
  numbers.resize(3);
  const std::string text =
      !values.starts_with('m') ? fmt::format("{} successful, {} failed", numbers[0], numbers[1])
      : numbers[2] == 0
          ? "no data"
          : fmt::format("median {}, 90th percentile {}, n = {}",
                        model::duration_text(model::Duration(numbers[0])),
                        model::duration_at_least_text(model::Duration(numbers[1])), numbers[2]);
  return text + (unfinished ? ", unfinished" : "");
}

std::string range_of(const std::map<std::string, std::string>& periods) {
  return periods.empty() ? "nothing" : periods.begin()->first + " to " + periods.rbegin()->first;
}

/// `name` says what differs: `counts`, `times (Lead time)`.
void compare_periods(const std::string& name, const std::string& before, const std::string& now,
                     std::vector<std::string>& lines) {
  const auto old_periods = periods_in(before);
  const auto new_periods = periods_in(now);
  if (range_of(old_periods) != range_of(new_periods)) {
    std::string line = fmt::format("the range of all charts: {}, now {}", range_of(old_periods),
                                   range_of(new_periods));
    if (std::ranges::find(lines, line) == lines.end()) {
      lines.push_back(std::move(line));
    }
  }
  const char* none = name.starts_with(times_name) ? "m0/0/0" : "0/0";
  auto all = old_periods;
  all.insert(new_periods.begin(), new_periods.end());
  for (const auto& [period, ignored] : all) {
    const auto values = [&, &period = period](const std::map<std::string, std::string>& periods) {
      const auto found = periods.find(period);
      return found == periods.end() ? std::string(none) : found->second;
    };
    const std::string from = values(old_periods);
    const std::string to = values(new_periods);
    if (from != to && describe(from) != describe(to)) {
      lines.push_back(
          fmt::format("the {} of {}: {}, now {}", name, period, describe(from), describe(to)));
    }
  }
}

std::string value_of(const Inputs& inputs, const std::string& name) {
  const auto found = std::find_if(inputs.begin(), inputs.end(),
                                  [&](const Input& input) { return input.name == name; });
  return found == inputs.end() ? "" : found->value;
}

}  // namespace

Inputs inputs_of(const chart::AnyChart& chart, const std::string& script) {
  Contents contents;
  std::visit(contents, chart);
  contents.inputs.push_back({script_name, script});
  return contents.inputs;
}

std::vector<std::string> differences(const Inputs& before, const Inputs& now) {
  std::vector<std::string> lines;
  Inputs all = now;
  all.insert(all.end(), before.begin(), before.end());
  std::vector<std::string> seen;
  for (const auto& [name, ignored] : all) {
    const std::string from = value_of(before, name);
    const std::string to = value_of(now, name);
    if (from == to || std::find(seen.begin(), seen.end(), name) != seen.end()) {
      continue;
    }
    seen.push_back(name);
    if (name.starts_with(counts_name) || name.starts_with(times_name)) {
      compare_periods(name, from, to, lines);
    } else if (name != script_name) {
      lines.push_back(text::printable(fmt::format(
          "the {}: {}, now {}", name, from.empty() ? "none" : from, to.empty() ? "none" : to)));
    }
  }
  if (lines.empty() && value_of(before, script_name) != value_of(now, script_name)) {
    lines.emplace_back("how charts are drawn: dora-report itself changed");
  }
  return lines;
}

}  // namespace dora::journal
