// The four keys of several periods or tiers as rows of a table.
#include "reports/pages/parts/key_table.h"

#include <utility>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/pages/parts/figures.h"
#include "reports/pages/parts/frequency.h"
#include "reports/pages/parts/key_figures.h"

namespace dora::pages {
namespace {

std::string first_days(std::int64_t days, model::Period period) {
  return days == 1 ? fmt::format("first day of {}", model::name(period))
                   : fmt::format("first {} days of {}", days, model::name(period));
}

/// Capitalises an English name: `week 5 of 2024` -> `Week 5 of 2024`.
std::string capitalised(std::string name) {
  if (!name.empty() && name.front() >= 'a' && name.front() <= 'z') {
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
  }
  return name;
}

}  // namespace

std::string coverage_note(model::Period period, model::DayRange covered,
                          std::chrono::local_days today) {
  const auto holds = [&](std::chrono::local_days day) {
    return period.begin <= day && day < model::end(period);
  };
  if (holds(today) && covered.end >= today) {
    return "so far";
  }
  const bool begins_late = period.begin < covered.begin && holds(covered.begin);
  const bool ends_early = period.begin < covered.end && holds(covered.end);
  return begins_late || ends_early ? "in part" : "";
}

KeyRow key_row(std::string name, const model::FourKeys& keys, const analysis::Judge& judge) {
  KeyRow row;
  row.name = std::move(name);
  row.deployments = model::count_text(keys.counts.total());
  row.deployments_a_day = analysis::deployments_a_day(keys);
  row.frequency = frequency_text(row.deployments_a_day);
  row.failed = model::count_text(keys.counts.failed);
  row.failure_rate = model::rate_text(keys.counts);
  row.interval = interval_text(keys.merge_requests);
  row.still_open =
      keys.still_open == 0 ? "" : fmt::format("{} still open", model::count_text(keys.still_open));
  row.lead_time = model::duration_text(model::median_of(keys.lead_time));
  row.lead_time_p90 = keys.lead_time ? model::duration_at_least_text(keys.lead_time->p90) : "";
  row.restore_time = model::duration_text(model::median_of(keys.restore_time));
  row.open_failures = model::count_text(keys.open_failures);
  row.has_data = keys.counts.total() > 0;
  row.few = keys.counts.total() < model::enough_deployments;
  row.few_lead_times = !keys.lead_time || keys.lead_time->count < model::enough_deployments;
  row.few_restores = !keys.restore_time || keys.restore_time->count < model::enough_deployments;
  row.bands = bands_of(keys, judge);
  return row;
}

KeyRow usual_row(std::string name, const analysis::BaselineKeys& usual, std::int64_t periods) {
  KeyRow row;
  row.name = std::move(name);
  const auto of_periods = [&](const auto& baseline) {
    return baseline.periods < periods ? fmt::format(" (of {})", baseline.periods) : "";
  };
  const auto text = [&](const auto& baseline, const auto& value_text) {
    return baseline ? value_text(baseline->median) + of_periods(*baseline) : "no data";
  };
  row.frequency = text(usual.deployments_a_day,
                       [](const model::Ratio& a_day) { return frequency_text(a_day); });
  if (usual.deployments_a_day) {
    row.deployments_a_day = usual.deployments_a_day->median;
    row.frequency_of = of_periods(*usual.deployments_a_day);
  }
  row.failure_rate = text(usual.failure_rate,
                          [](const model::Ratio& percent) { return model::rate_text(percent); });
  const auto duration = [](model::Duration value) { return model::duration_text(value); };
  row.lead_time = text(usual.lead_time, duration);
  row.restore_time = text(usual.restore_time, duration);
  row.has_data = true;
  return row;
}

void use_common_unit(std::vector<KeyRow>& rows) {
  std::vector<model::Ratio> a_day;
  for (const KeyRow& row : rows) {
    if (row.deployments_a_day) {
      a_day.push_back(*row.deployments_a_day);
    }
  }
  const FrequencyUnit& unit = common_unit(std::move(a_day));
  for (KeyRow& row : rows) {
    if (row.deployments_a_day) {
      row.frequency = frequency_text(*row.deployments_a_day, unit) + row.frequency_of;
    }
  }
}

KeyTable comparison_table(const model::History& history, const analysis::Calendar& calendar,
                          const std::optional<analysis::Comparison>& full) {
  KeyTable table{"Period", {}};
  if (full) {
    table.rows.push_back(key_row(model::name(*calendar.current), full->current));
    table.rows.back().note = fmt::format("last full {}", model::to_string(calendar.granularity));
    if (full->previous) {
      table.rows.push_back(key_row(model::name(*calendar.previous), *full->previous));
      table.rows.back().note = fmt::format("{} before", model::to_string(calendar.granularity));
    }
    const std::int64_t periods = std::ssize(full->usual);
    if (periods >= analysis::least_baseline) {
      table.rows.push_back(
          usual_row(fmt::format("Median of {}", model::counted(periods, names_of(calendar).unit)),
                    analysis::usual_keys(full->usual), periods));
    }
  }
  if (const auto running = compare_running(history, calendar)) {
    const auto days = calendar.running_days.days();
    table.rows.push_back(key_row(first_days(days, *calendar.running), running->current));
    if (running->previous) {
      table.rows.push_back(
          key_row(first_days(days, model::advance(*calendar.running, -1)), *running->previous));
    }
  }
  for (KeyRow& row : table.rows) {
    row.name = capitalised(std::move(row.name));
  }
  use_common_unit(table.rows);
  return table;
}

KeyTable tier_table(const model::TierHistories& tiers, model::DayRange span,
                    const model::TierOrder& order, const analysis::Judge& judge) {
  std::vector<std::pair<std::size_t, const model::TierHistories::value_type*>> ordered;
  for (const auto& each : tiers) {
    ordered.emplace_back(order.rank(each.first), &each);
  }
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  KeyTable table{"Tier", {}};
  for (const auto& [rank, each] : ordered) {
    table.rows.push_back(
        key_row(text::printable(each->first), four_keys(each->second, span), judge));
  }
  use_common_unit(table.rows);
  return table;
}

KeyTable period_table(const model::History& history, model::Granularity granularity,
                      model::DayRange covered, std::chrono::local_days today) {
  KeyTable table{"Period", {}};
  if (history.attempts.empty()) {
    return table;
  }
  const auto first = model::period_containing(history.attempts.front().day, granularity);
  auto period = model::period_containing(history.attempts.back().day, granularity);
  for (; period >= first; period = model::advance(period, -1)) {
    table.rows.push_back(key_row(model::name(period), four_keys(history, span_of(period))));
    table.rows.back().note = coverage_note(period, covered, today);
    if (!table.rows.back().note.empty()) {
      table.rows.back().frequency.clear();
      table.rows.back().deployments_a_day.reset();
    }
  }
  use_common_unit(table.rows);
  return table;
}

}  // namespace dora::pages
