// Template values that the first page and the pages of groups share: the week, what needs
// attention, the list of services.
#include "reports/pages/overview_values.h"

#include <algorithm>
#include <utility>

#include "collector/model/wording.h"
#include "reports/pages/parts/key_values.h"
#include "reports/pages/parts/tier_names.h"
#include "reports/pages/week_values.h"

namespace dora::pages {
namespace {

/// Full names would take the room of the figures.
templating::Value list_of_tiers(const std::vector<std::string>& names) {
  const std::vector<std::string> abbreviated = short_tier_names(names);
  templating::List list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    list.push_back({templating::Record{
        {"text", {names[i]}}, {"short", {abbreviated[i]}}, {"has_next", {i + 1 < names.size()}}}});
  }
  return {std::move(list)};
}

templating::Record values_of(const ServiceRow& row, const std::string& root) {
  return {{"name", {row.name}},
          {"page", {root + row.page}},
          {"flags", list_of_names(row.flags)},
          {"groups", list_of_names(row.groups)},
          {"tiers", list_of_tiers(row.tiers)},
          {"deployments", {row.deployments}},
          {"change", {row.change}},
          {"change_key", {row.change_key}},
          {"failed", {row.failed}},
          {"failure_rate", {row.failure_rate}},
          {"failure_rate_title", {row.failure_rate_title}},
          {"failure_rate_key", {row.failure_rate_key}},
          {"few", {row.few}},
          {"lead_time", {row.lead_time}},
          {"lead_time_key", {row.lead_time_key}},
          {"few_lead_times", {row.few_lead_times}},
          {"spark_title", {row.sparkline.title}},
          {"spark_deployments", {row.sparkline.deployments}},
          {"spark_failed", {row.sparkline.failed}},
          {"last_deployment", {row.last_deployment}},
          {"has_data", {row.has_data}}};
}

templating::Record values_of(const AttentionRow& row, const std::string& root) {
  return {{"name", {row.name}},
          {"page", {root + row.page}},
          {"reasons", templating::list_by(row.reasons,
                                          [](const Reason& reason) { return values_of(reason); })}};
}

}  // namespace

templating::Record values_of(const Reason& reason) {
  return {{"label", {reason.label}},
          {"rule", {reason.rule}},
          {"text", {reason.text}},
          {"tier", {reason.tier}},
          {"has_tier", {!reason.tier.empty()}},
          {"reference", {reason.reference}},
          {"url", {reason.url}},
          {"has_url", {!reason.url.empty()}}};
}

templating::Record week_summary_values(const WeekPage& week, const std::string& root) {
  const std::vector<WeekRow>& failed = week.main_failed;
  const std::size_t shown = std::min(failed.size(), failed_shown);
  const auto text = [](std::size_t count) {
    return model::count_text(static_cast<std::int64_t>(count));
  };
  templating::Record record{{"name", {week.name}},
                            {"name_inside", {inside_sentence(week.name)}},
                            {"days", {week.days}},
                            {"page", {root + week.file + ".html"}},
                            {"kind", {week.sentence.kind}},
                            {"has_kind", {!week.sentence.kind.empty()}},
                            {"sentence", {week.sentence.text}},
                            {"has_marks", {!week.marks.empty()}},
                            {"main_tier", {week.main_tier}},
                            {"has_main_tier", {!week.main_tier.empty()}},
                            {"main_failed_count", {text(failed.size())}},
                            {"has_main_failed", {!failed.empty()}},
                            {"more_failed", {text(failed.size() - shown)}},
                            {"has_more_failed", {failed.size() > shown}}};
  record.push_back(
      {"main_failed", rows_of({failed.begin(), failed.begin() + static_cast<std::ptrdiff_t>(shown)},
                              root.c_str())});
  record.push_back({"marks", list_of_names(week.marks)});
  record.push_back({"key_figures", list_of(week.key_figures, root.c_str())});
  return record;
}

templating::Value list_of(const std::vector<AttentionRow>& rows, const std::string& root) {
  return templating::list_by(rows,
                             [&root](const AttentionRow& row) { return values_of(row, root); });
}

templating::Value rows_of(std::vector<ServiceRow> rows, const std::string& root) {
  return templating::rows_by(std::move(rows),
                             [root](const ServiceRow& row) { return values_of(row, root); });
}

}  // namespace dora::pages
