// Template values of the pages.
#include "reports/pages/page_values.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/inputs/web_url.h"
#include "reports/pages/chart_values.h"
#include "reports/pages/overview_values.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/key_values.h"

namespace dora::pages {
namespace {

templating::Record values_of(const Figures& figures) {
  return {{"deployments", {figures.deployments}},
          {"deployments_counted", {figures.deployments_counted}},
          {"successful", {figures.successful}},
          {"failed", {figures.failed}},
          {"failure_rate", {figures.failure_rate}},
          {"has_data", {figures.has_data}},
          {"few", {figures.few}}};
}

templating::Record& add(templating::Record& record, templating::Record more) {
  std::move(more.begin(), more.end(), std::back_inserter(record));
  return record;
}

templating::Record values_of(const LabelLink& link) {
  return {{"label", {link.label}},
          {"project", {link.project}},
          {"has_project", {!link.project.empty()}},
          {"url", {link.url}}};
}

/// Names of groups with the pages that they lead to.
templating::Value list_of_groups(const std::vector<std::string>& names) {
  templating::List list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    list.push_back({templating::Record{{"text", {text::printable(names[i])}},
                                       {"page", {group_stem(names[i]) + ".html"}},
                                       {"has_next", {i + 1 < names.size()}}}});
  }
  return {std::move(list)};
}

templating::Record values_of(const DeploymentRow& row) {
  return {{"time", {row.time}},
          {"time_utc", {row.time_utc}},
          {"is_failed", {row.failed}},
          {"tier", {row.tier}},
          {"duration", {row.duration}},
          {"title", {row.title}},
          {"author", {row.author}},
          {"has_author", {!row.author.empty()}},
          {"reference", {row.reference}},
          {"has_url", {!row.url.empty()}},
          {"url", {row.url}}};
}

templating::Record values_of(const CountRow& row) {
  return {{"name", {row.name}}, {"count", {row.count}}, {"meaning", {row.meaning}}};
}

templating::Record values_of(const SettingRow& row) {
  return {{"name", {row.name}}, {"value", {row.value}}};
}

templating::Record values_of(const ProjectRow& row) {
  return {{"name", {row.project}},
          {"merge_requests", {row.merge_requests}},
          {"missing_count", {row.missing}},
          {"first_missing", {row.first}}};
}

templating::Record values_of(const UnreadRow& row) {
  return {{"name", {row.name}},       {"has_url", {!row.url.empty()}}, {"url", {row.url}},
          {"missing", {row.missing}}, {"request_title", {row.title}},  {"branch", {row.branch}}};
}

templating::Record values_of(const analysis::BandLevel& level) {
  return {{"level", {level.name}}, {"published", {level.published}}};
}

templating::Record values_of(const std::optional<analysis::Bands>& asked) {
  const analysis::Bands bands = asked.value_or(analysis::Bands());
  templating::Record record{{"has_bands", {asked.has_value()}},
                            {"bands", {bands.name}},
                            {"bands_source", {bands.source}},
                            {"bands_note", {bands.note}},
                            {"has_bands_url", {inputs::is_web_url(bands.url)}},
                            {"bands_url", {bands.url}}};
  const std::array<std::pair<const char*, const analysis::BandScale*>, 4> scales{
      {{"Deployment frequency", &bands.deployment_frequency},
       {"Failure rate", &bands.failure_rate},
       {"Lead time", &bands.lead_time},
       {"Time to restore", &bands.restore_time}}};
  templating::List list;
  for (const auto& [name, scale] : scales) {
    list.push_back({templating::Record{
        {"figure", {std::string(name)}},
        {"levels", templating::list_by(*scale, [](const analysis::BandLevel& level) {
           return values_of(level);
         })}}});
  }
  record.push_back({"band_scales", {std::move(list)}});
  return record;
}

template <class Row>
templating::Value list_of(const std::vector<Row>& rows) {
  return templating::list_by(rows, [](const Row& row) { return values_of(row); });
}

}  // namespace

// Lists are moved into their records: anything in braces would be copied.

templating::Record values_of(IndexPage page) {
  templating::Record record{
      {"range", {page.range}},
      {"services_counted", {page.services_counted}},
      {"granularity", {page.granularity}},
      {"has_services", {page.has_services}},
      {"period", {page.period}},
      {"has_period", {!page.period.empty()}},
      {"has_week", {!page.week.name.empty()}},
      {"dated_by_creation", {page.dated_by_creation}},
      {"period_is_week", {!page.dated_by_creation && page.period_label == page.week.label}},
      {"has_attention", {!page.attention.empty()}},
      {"attention_count", {page.attention_count}},
      {"comparisons", {page.comparisons}},
      {"by_chance", {page.by_chance}},
      {"attention_shown", {std::to_string(page.attention.size())}},
      {"has_more_attention", {page.has_more_attention}}};
  add(record, values_of(page.totals));
  add(record, values_of(page.chart, ""));
  record.push_back({"has_details", {page.has_details}});
  record.push_back({"heatmap", {values_of(page.heatmap, "")}});
  record.push_back({"has_worst_heatmap", {page.worst_heatmap.has_data}});
  record.push_back({"worst_heatmap", {values_of(page.worst_heatmap, "")}});
  record.push_back({"lead_time_chart", {values_of(page.lead_time, "")}});
  record.push_back({"restore_time_chart", {values_of(page.restore_time, "")}});
  record.push_back({"week", {week_summary_values(page.week, "")}});
  record.push_back({"key_figures", list_of(page.key_figures)});
  record.push_back({"has_compared", {!page.compared.rows.empty()}});
  record.push_back({"compared", table_of(page.compared)});
  record.push_back({"tiers", table_of(page.tiers)});
  record.push_back({"attention", list_of(page.attention, "")});
  record.push_back({"periods", table_of(page.periods)});
  return std::move(add(record, values_of(page.bands)));
}

templating::Record values_of(ServicesPage page) {
  templating::Record record{{"weeks", {page.weeks}},
                            {"has_weeks", {!page.weeks.empty()}},
                            {"services_counted", {page.services_counted}},
                            {"has_services", {!page.services.empty()}},
                            {"has_groups", {page.has_groups}}};
  record.push_back({"services", rows_of(std::move(page.services), "")});
  return record;
}

templating::Record values_of(GroupPage page) {
  templating::Record record{{"group", {page.name}},
                            {"services_counted", {page.services_counted}},
                            {"list", {page.list}},
                            {"feed", {"../" + page.feed}},
                            {"has_week", {!page.week.name.empty()}},
                            {"has_attention", {!page.attention.empty()}},
                            {"attention_count", {page.attention_count}},
                            {"attention_shown", {std::to_string(page.attention.size())}},
                            {"has_more_attention", {page.has_more_attention}},
                            {"has_groups", {false}}};
  record.push_back({"week", {week_summary_values(page.week, "../")}});
  record.push_back({"attention", list_of(page.attention, "../")});
  record.push_back({"services", rows_of(std::move(page.services), "../")});
  record.push_back({"weeks", templating::list_by(page.weeks, [](const WeekLine& week) {
                      return values_of(week, "../");
                    })});
  return record;
}

templating::Record values_of(const GroupsPage& page) {
  templating::Record record{{"weeks", {page.weeks}}, {"source", {page.source}}};
  record.push_back({"groups", templating::list_by(page.groups, [](const GroupRow& row) {
                      templating::Record group{{"page", {row.page}},
                                               {"has_name", {!row.name.empty()}},
                                               {"services", {row.services}},
                                               {"attention", {row.attention}},
                                               {"change", {row.change}}};
                      group.push_back({"week_bars", {values_of(row.bars, "")}});
                      return std::move(add(group, values_of(row.four_weeks)));
                    })});
  return record;
}

templating::Record values_of(const ServicePage& page) {
  templating::Record record{{"name", {page.name}},
                            {"range", {page.range}},
                            {"granularity", {page.granularity}},
                            {"time_zone", {page.time_zone}},
                            {"last_deployment", {page.last_deployment}},
                            {"previous_page", {page.previous.page}},
                            {"previous_name", {page.previous.name}},
                            {"has_previous", {!page.previous.page.empty()}},
                            {"next_page", {page.next.page}},
                            {"next_name", {page.next.name}},
                            {"has_next", {!page.next.page.empty()}},
                            {"weeks", {page.weeks}},
                            {"has_recent", {!page.recent.rows.empty()}},
                            {"groups", list_of_groups(page.groups)},
                            {"has_groups", {!page.groups.empty()}},
                            {"has_comment", {!page.comment.parts.empty()}},
                            {"comment", {values_of(page.comment, "../")}},
                            {"has_reasons", {!page.reasons.empty()}},
                            {"period", {page.period}},
                            {"has_period", {!page.period.empty()}},
                            {"dated_by_creation", {page.dated_by_creation}},
                            {"listed", {page.listed}},
                            {"has_lists", {!page.lists.empty()}},
                            {"csv_file", {page.csv_file}},
                            {"has_bands", {!page.bands.empty()}},
                            {"bands", {page.bands}}};
  add(record, values_of(page.totals));
  add(record, values_of(page.chart, "../"));
  record.push_back({"has_marks", {!page.marks.empty()}});
  record.push_back({"marks", list_of_names(page.marks)});
  record.push_back({"has_details", {page.has_details}});
  record.push_back({"times_chart", {values_of(page.times, "../")}});
  record.push_back({"has_tiers_chart", {page.has_details && page.tiers_chart.has_data}});
  record.push_back({"tiers_chart", {values_of(page.tiers_chart, "../")}});
  record.push_back({"recent", table_of(page.recent)});
  record.push_back({"week_bars", {values_of(page.bars, "../")}});
  record.push_back({"reasons", list_of(page.reasons)});
  record.push_back({"key_figures", list_of(page.key_figures)});
  record.push_back({"has_compared", {!page.compared.rows.empty()}});
  record.push_back({"compared", table_of(page.compared)});
  record.push_back({"periods", table_of(page.periods)});
  record.push_back({"tiers", table_of(page.tiers)});
  record.push_back({"latest", list_of(page.latest)});
  record.push_back({"lists", list_of(page.lists)});
  return record;
}

templating::Record values_of(const ChangesPage& page) {
  templating::Record record{{"since", {page.since}},
                            {"sentence", {page.sentence}},
                            {"has_rows", {!page.rows.empty()}},
                            {"unchanged", {page.unchanged}},
                            {"has_unchanged", {!page.unchanged.empty()}}};
  record.push_back({"rows", templating::list_by(page.rows, [](const ChangeRow& row) {
                      return templating::Record{{"name", {row.name}},
                                                {"page", {row.page}},
                                                {"has_page", {!row.page.empty()}},
                                                {"begun", list_of_names(row.begun)},
                                                {"ended", list_of_names(row.ended)},
                                                {"note", {row.note}},
                                                {"has_note", {!row.note.empty()}},
                                                {"deployments", {row.deployments}},
                                                {"failed", {row.failed}}};
                    })});
  return record;
}

templating::Record values_of(const DataPage& page) {
  templating::Record record{{"project", {page.project}},
                            {"has_project_url", {!page.project_url.empty()}},
                            {"project_url", {page.project_url}},
                            {"collected_at", {page.collected_at}},
                            {"seen", {page.seen}},
                            {"counted", {page.counted}},
                            {"is_incomplete", {!page.missing.empty()}},
                            {"has_projects", {!page.projects.empty()}},
                            {"has_unread", {!page.unread.empty()}}};
  record.push_back({"groups", list_of(page.groups)});
  record.push_back({"details", list_of(page.details)});
  record.push_back({"results", list_of(page.results)});
  record.push_back({"missing", templating::list_by(page.missing, [](const std::string& reason) {
                      return templating::Record{{"reason", {reason}}};
                    })});
  record.push_back({"projects", list_of(page.projects)});
  record.push_back({"unread", list_of(page.unread)});
  record.push_back({"settings", list_of(page.settings)});
  return record;
}

}  // namespace dora::pages
