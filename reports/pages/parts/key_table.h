// The four keys of several periods or tiers as rows of a table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/model/rounding.h"
#include "collector/model/tier_order.h"
#include "reports/analysis/bands.h"
#include "reports/analysis/comparison.h"

namespace dora::pages {

/// The four keys as one row of a table.
struct KeyRow {
  std::string name;
  std::string note;        ///< Next to the name, such as `so far`.
  std::string still_open;  ///< Next to the name, too: `95 still open`; empty if none.
  std::string deployments;
  std::string frequency;  ///< `4.1 a day`, `2.0 a week`, `1 in 14 months`; empty if unknown.
  std::optional<model::Ratio> deployments_a_day;  ///< What `frequency` says.
  std::string frequency_of;  ///< After the frequency: ` (of 3)`, of how many periods a median is.
  std::string failed;
  std::string failure_rate;
  std::string interval;  ///< `3.8 to 13.0%`
  std::string lead_time;
  std::string lead_time_p90;
  std::string restore_time;
  std::string open_failures;
  bool has_data = false;
  bool few = false;
  bool few_lead_times = false;
  bool few_restores = false;
  analysis::KeyBands bands;
};
KeyRow key_row(std::string name, const model::FourKeys& keys, const analysis::Judge& judge = {});

/// The medians of usual_keys() as a row; without counts and intervals. A median of fewer than
/// `periods` says of how many.
KeyRow usual_row(std::string name, const analysis::BaselineKeys& usual, std::int64_t periods);

/// Beside the name of a period: `so far`, `in part`; empty if it is over and all of its days are
/// covered. `today` is the day of the collection.
std::string coverage_note(model::Period period, model::DayRange covered,
                          std::chrono::local_days today);

/// Says the frequencies of all rows in one unit, so that they can be compared.
void use_common_unit(std::vector<KeyRow>& rows);

/// Its frequencies are in one unit.
struct KeyTable {
  std::string head;  ///< Of the first column.
  std::vector<KeyRow> rows;
};

/// The full and the running period and what they are compared with, row by row. `full` compares
/// the full ones; nullopt: there is none.
KeyTable comparison_table(const model::History& history, const analysis::Calendar& calendar,
                          const std::optional<analysis::Comparison>& full);

/// One row per tier, the most important first, all over the same days.
KeyTable tier_table(const model::TierHistories& tiers, model::DayRange span,
                    const model::TierOrder& order, const analysis::Judge& judge = {});

/// Every period from the first to the last with an attempt, the newest first. The row of a period
/// that is not fully `covered` says so and has no frequency, which would be too low over all of its
/// days. `today` is the day of the collection.
KeyTable period_table(const model::History& history, model::Granularity granularity,
                      model::DayRange covered, std::chrono::local_days today);

}  // namespace dora::pages
