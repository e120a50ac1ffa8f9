// What each template may use, shown by an example; writes no page.
#include "reports/template_examples.h"

#include "reports/page_values.h"
#include "reports/single_file.h"

namespace dora::reports {
namespace {

KeyTable key_table() {
  return {"", {KeyRow()}};
}

IndexPage index_example() {
  IndexPage index;
  index.compared = index.tiers = index.periods = key_table();
  index.key_figures.resize(1);
  index.week.key_figures.resize(1);
  index.services.resize(1);
  index.services[0].tiers.resize(1);
  index.services[0].flags.resize(1);
  index.attention.resize(1);
  index.attention[0].reasons.resize(1);
  index.bands.emplace().deployment_frequency.resize(1);
  return index;
}

ServicePage service_example() {
  ServicePage service;
  service.compared = service.tiers = service.periods = key_table();
  service.key_figures.resize(1);
  service.latest.resize(1);
  service.lists.resize(1);
  service.reasons.resize(1);
  return service;
}

DataPage data_example() {
  DataPage data;
  data.groups.resize(1);
  data.details.resize(1);
  data.results.resize(1);
  data.missing.resize(1);
  data.projects.resize(1);
  data.settings.resize(1);
  return data;
}

WeekPage week_example() {
  WeekPage week;
  week.key_figures.resize(1);
  week.sections.resize(1);
  week.sections[0].rows.resize(1);
  week.sections[0].further.resize(1);
  return week;
}

}  // namespace

std::vector<TemplateExample> template_examples() {
  const WeekPage week = week_example();
  const std::vector<WeekPage> weeks{week};
  SingleFile single_file;
  single_file.week = week;
  single_file.charts.resize(1);
  return {{"index", values_of(index_example())},
          {"service", values_of(service_example())},
          {"data", values_of(data_example())},
          {"week", values_of(week, {})},
          {"weeks", values_of(WeeksPage{"", weeks})},
          {"feed", values_of(Feed{"", "", "", "", "", weeks})},
          {"single_file", values_of(single_file)},
          {"page", values_of(PageFrame())}};
}

}  // namespace dora::reports
