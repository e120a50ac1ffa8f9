// Says in words which inputs of a chart changed since it was drawn; draws nothing.
#include "renderer/differences.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "collector/base/printable.h"
#include "collector/model/period.h"
#include "collector/model/summary.h"

namespace dora::renderer {
namespace {

constexpr const char* counts_name = "counts";
constexpr const char* script_name = "script";

/// `2024-01 20/1 2024-03 7/0!`: every period at the ends or with deployments; `!` is unfinished.
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

std::map<std::string, std::string> periods_in(const std::string& text) {
  std::map<std::string, std::string> periods;
  std::istringstream words(text);
  for (std::string period, counts; words >> period >> counts;) {
    periods[period] = counts;
  }
  return periods;
}

/// `20/1!` for people.
std::string words_for(std::string_view counts) {
  const bool unfinished = counts.ends_with('!');
  counts.remove_suffix(unfinished ? 1 : 0);
  const std::size_t slash = std::min(counts.find('/'), counts.size());
  return fmt::format("{} successful, {} failed{}", counts.substr(0, slash),
                     counts.substr(std::min(slash + 1, counts.size())),
                     unfinished ? ", unfinished" : "");
}

std::string range_of(const std::map<std::string, std::string>& periods) {
  return periods.empty() ? "nothing" : periods.begin()->first + " to " + periods.rbegin()->first;
}

void compare_counts(const std::string& before, const std::string& now,
                    std::vector<std::string>& lines) {
  const auto old_periods = periods_in(before);
  const auto new_periods = periods_in(now);
  if (range_of(old_periods) != range_of(new_periods)) {
    lines.push_back(fmt::format("the range of all charts: {}, now {}", range_of(old_periods),
                                range_of(new_periods)));
  }
  auto all = old_periods;
  all.insert(new_periods.begin(), new_periods.end());
  for (const auto& [period, ignored] : all) {
    const auto counts = [&period = period](const std::map<std::string, std::string>& periods) {
      const auto found = periods.find(period);
      return found == periods.end() ? std::string("0/0") : found->second;
    };
    const std::string from = counts(old_periods);
    const std::string to = counts(new_periods);
    if (from != to && words_for(from) != words_for(to)) {
      lines.push_back(
          fmt::format("the counts of {}: {}, now {}", period, words_for(from), words_for(to)));
    }
  }
}

std::string value_of(const Inputs& inputs, const std::string& name) {
  const auto found = std::find_if(inputs.begin(), inputs.end(),
                                  [&](const Input& input) { return input.name == name; });
  return found == inputs.end() ? "" : found->value;
}

}  // namespace

Inputs inputs_of(const chart::Chart& chart, const std::string& script) {
  return {{counts_name, text_of(chart.bars)}, {script_name, script}};
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
    if (name == counts_name) {
      compare_counts(from, to, lines);
    } else if (name != script_name) {
      lines.push_back(base::printable(fmt::format(
          "the {}: {}, now {}", name, from.empty() ? "none" : from, to.empty() ? "none" : to)));
    }
  }
  if (lines.empty() && value_of(before, script_name) != value_of(now, script_name)) {
    lines.emplace_back("how charts are drawn: dora-report itself changed");
  }
  return lines;
}

}  // namespace dora::renderer
