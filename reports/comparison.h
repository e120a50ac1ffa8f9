// The four keys of one period beside those of the periods it is compared with; knows no words.
#pragma once

#include <optional>
#include <vector>

#include "reports/calendar.h"
#include "reports/dora.h"

namespace dora::reports {

struct Comparison {
  FourKeys current;
  std::optional<FourKeys> previous;
  std::vector<FourKeys> usual;
};

/// Nothing without a full period.
std::optional<Comparison> compare_full(const History& history, const Calendar& calendar);
/// The whole days of the running period with as many of the one before.
std::optional<Comparison> compare_running(const History& history, const Calendar& calendar);

/// Of each key the median over the periods that have it; nothing where none has.
struct UsualKeys {
  std::optional<double> deployments_a_day;
  std::optional<double> failure_rate;  ///< In percent.
  std::optional<Duration> lead_time;   ///< Median of the medians.
  std::optional<Duration> restore_time;
};
UsualKeys usual_keys(const std::vector<FourKeys>& periods);

/// Nothing for a span without days.
std::optional<double> deployments_a_day(const FourKeys& keys);

// That a figure went up or down beyond chance: their 95 % intervals do not overlap. That is
// stricter than a test at 5 %, on purpose: many services are looked at side by side. Figures of
// fewer than enough_deployments (or times) never do.
bool frequencies_differ(const FourKeys& a, const FourKeys& b);
bool rates_differ(const model::Counts& a, const model::Counts& b);
bool medians_differ(const Spread& a, const Spread& b);

}  // namespace dora::reports
