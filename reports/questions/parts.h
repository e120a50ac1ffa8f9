// What answers have in common: cells, histories, words about how figures are counted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "collector/model/four_keys.h"
#include "reports/analysis/comparison.h"
#include "reports/pages/parts/key_table.h"
#include "reports/questions/answer.h"

namespace dora::questions {

/// The history that the report counts periods of a granularity in. Its own periods, and months and
/// quarters, are by deployment time; other weeks and days by the time of merge or close, as in
/// weekly digests.
model::Dating dating_of(model::Granularity granularity, const Report& report);
model::History history_of(std::optional<std::size_t> service, model::Granularity granularity,
                          const Report& report);
/// `Months are counted by creation of the merge request.`
std::string dating_note(model::Granularity granularity, const Report& report);

/// A period with the one before it, as the report compares them.
struct PeriodComparison {
  analysis::Calendar calendar;
  std::optional<analysis::Comparison> comparison;  ///< nullopt: no data of the period.
};
/// The later of two full periods of one granularity with the earlier one.
PeriodComparison compare(std::optional<std::size_t> service, model::Period later,
                         model::Period earlier, const Report& report);

Cell service_cell(std::size_t service, const Report& report);
/// `!123`
Cell merge_request_cell(std::int64_t iid, const std::string& web_url);

/// The columns of key_cells(), after the one that names the row.
std::vector<Column> key_columns(std::string first);
std::vector<Cell> key_cells(const pages::KeyRow& row);

/// What needs attention, a row for each finding.
Table attention_table(std::string caption, const std::vector<analysis::Finding>& findings,
                      const Report& report);

void add_figures(Answer& answer, const Report& report);
void add_rank(Answer& answer, const Report& report);
void add_comparison(Answer& answer, const Report& report);
void add_failures(Answer& answer, const Report& report);
void add_attention(Answer& answer, const Report& report);

}  // namespace dora::questions
