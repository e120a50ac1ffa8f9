// Gives the parts of a page the names that templates call them by; computes nothing.
#include "reports/page_values.h"

#include <utility>

#include <fmt/format.h>

namespace dora::reports {
namespace {

Record values_of(const Figures& figures) {
  return {{"deployments", {figures.deployments}},
          {"successful", {figures.successful}},
          {"failed", {figures.failed}},
          {"failure_rate", {figures.failure_rate}},
          {"has_data", {figures.has_data}}};
}

/// What `srcset` takes (https://html.spec.whatwg.org/multipage/images.html#srcset-attributes).
std::string source_set(const std::string& file, int scale) {
  return scale == 1 ? file : fmt::format("{} {}x", file, scale);
}

Record values_of(const ChartView& chart, const std::string& root) {
  const std::string folder = root + "charts/";
  return {{"chart_shown", {chart.shown}},
          {"chart_src", {folder + chart.file}},
          {"chart_is_dense", {chart.scale > 1}},
          {"chart_srcset", {source_set(folder + chart.file, chart.scale)}},
          {"chart_has_dark", {!chart.dark_file.empty()}},
          {"chart_dark_srcset", {source_set(folder + chart.dark_file, chart.scale)}},
          {"chart_always_light", {chart.on_light && chart.dark_file.empty()}},
          {"chart_has_svg", {!chart.svg_file.empty()}},
          {"chart_svg", {folder + chart.svg_file}},
          {"chart_width", {chart.width}},
          {"chart_height", {chart.height}},
          {"chart_alt", {chart.alt}},
          {"chart_reason", {chart.reason}}};
}

Record& add(Record& record, Record more) {
  std::move(more.begin(), more.end(), std::back_inserter(record));
  return record;
}

Record values_of(const PeriodRow& row) {
  Record record{{"name", {row.name}}, {"label", {row.label}}, {"running", {row.running}}};
  return std::move(add(record, values_of(row.figures)));
}

Record values_of(const TierRow& row) {
  Record record{{"tier", {row.tier}}, {"last_deployment", {row.last_deployment}}};
  return std::move(add(record, values_of(row.figures)));
}

Record values_of(const ServiceRow& row) {
  Record record{{"name", {row.name}},
                {"page", {row.page}},
                {"last_deployment", {row.last_deployment}},
                {"tiers", {row.tiers}},
                {"deployments_key", {row.deployments_key}},
                {"failed_key", {row.failed_key}},
                {"failure_rate_key", {row.failure_rate_key}}};
  return std::move(add(record, values_of(row.figures)));
}

Record values_of(const DeploymentRow& row) {
  return {{"time", {row.time}},
          {"time_utc", {row.time_utc}},
          {"is_failed", {row.failed}},
          {"tier", {row.tier}},
          {"duration", {row.duration}},
          {"reference", {row.reference}},
          {"has_url", {!row.url.empty()}},
          {"url", {row.url}}};
}

Record values_of(const CountRow& row) {
  return {{"name", {row.name}}, {"count", {row.count}}, {"meaning", {row.meaning}}};
}

Record values_of(const SettingRow& row) {
  return {{"name", {row.name}}, {"value", {row.value}}};
}

template <class Row>
Value list_of(const std::vector<Row>& rows) {
  List list;
  list.reserve(rows.size());
  for (const Row& row : rows) {
    list.push_back({values_of(row)});
  }
  return {std::move(list)};
}

}  // namespace

Record values_of(const IndexPage& page) {
  Record record{{"range", {page.range}},
                {"services_count", {page.services_count}},
                {"granularity", {page.granularity}},
                {"has_services", {!page.services.empty()}}};
  add(record, values_of(page.totals));
  add(record, values_of(page.chart, ""));
  record.push_back({"periods", list_of(page.periods)});
  record.push_back({"services", list_of(page.services)});
  return record;
}

Record values_of(const ServicePage& page) {
  Record record{{"name", {page.name}},
                {"range", {page.range}},
                {"granularity", {page.granularity}},
                {"time_zone", {page.time_zone}},
                {"last_deployment", {page.last_deployment}},
                {"has_durations", {page.has_durations}},
                {"has_more", {page.has_more}},
                {"latest_count", {std::to_string(page.latest.size())}}};
  add(record, values_of(page.totals));
  add(record, values_of(page.chart, "../"));
  record.push_back({"periods", list_of(page.periods)});
  record.push_back({"tiers", list_of(page.tiers)});
  record.push_back({"latest", list_of(page.latest)});
  return record;
}

Record values_of(const DataPage& page) {
  Record record{{"project", {page.project}},
                {"has_project_url", {!page.project_url.empty()}},
                {"project_url", {page.project_url}},
                {"collected_at", {page.collected_at}},
                {"seen", {page.seen}},
                {"counted", {page.counted}}};
  record.push_back({"groups", list_of(page.groups)});
  record.push_back({"details", list_of(page.details)});
  record.push_back({"results", list_of(page.results)});
  record.push_back({"settings", list_of(page.settings)});
  return record;
}

Record values_of(const PageFrame& frame) {
  return {{"title", {frame.title}},           {"has_title", {!frame.title.empty()}},
          {"site_title", {frame.site_title}}, {"root", {frame.root}},
          {"project", {frame.project}},       {"collected_at", {frame.collected_at}},
          {"is_index", {frame.is_index}},     {"is_data", {frame.is_data}},
          {"body", {Markup{frame.body}}}};
}

std::vector<TemplateExample> template_examples() {
  IndexPage index;
  index.periods.resize(1);
  index.services.resize(1);
  ServicePage service;
  service.periods.resize(1);
  service.tiers.resize(1);
  service.latest.resize(1);
  DataPage data;
  data.groups.resize(1);
  data.details.resize(1);
  data.results.resize(1);
  data.settings.resize(1);
  return {{"index", values_of(index)},
          {"service", values_of(service)},
          {"data", values_of(data)},
          {"page", values_of(PageFrame())}};
}

}  // namespace dora::reports
