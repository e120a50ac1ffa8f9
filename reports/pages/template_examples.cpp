// Example values of every template, which define the names it may use.
#include "reports/pages/template_examples.h"

#include "reports/pages/mail_body.h"
#include "reports/pages/page_frame.h"
#include "reports/pages/page_values.h"
#include "reports/pages/single_file.h"

namespace dora::pages {
namespace {

template <class... Lists>
void hold_one(Lists&... lists) {
  (lists.resize(1), ...);
}

void hold_row(inputs::ChartView& chart) {
  chart.rows.emplace().services.resize(1);
}

IndexPage index_example() {
  IndexPage index;
  for (inputs::ChartView* chart : {&index.chart, &index.heatmap, &index.worst_heatmap,
                                   &index.lead_time, &index.restore_time}) {
    hold_row(*chart);
  }
  hold_one(index.compared.rows, index.tiers.rows, index.periods.rows, index.key_figures,
           index.week.key_figures, index.week.main_failed, index.week.marks, index.attention,
           index.bands.emplace().deployment_frequency);
  hold_one(index.attention[0].reasons, index.key_figures[0].bars.bars,
           index.week.key_figures[0].bars.bars);
  return index;
}

ServicesPage services_example() {
  ServicesPage services;
  hold_one(services.services);
  hold_one(services.services[0].flags, services.services[0].groups, services.services[0].tiers);
  return services;
}

GroupPage group_example() {
  GroupPage group;
  hold_one(group.week.key_figures, group.week.main_failed, group.week.marks, group.attention,
           group.services, group.weeks);
  hold_one(group.week.key_figures[0].bars.bars, group.attention[0].reasons, group.services[0].flags,
           group.services[0].groups, group.services[0].tiers);
  return group;
}

GroupsPage groups_example() {
  GroupsPage groups;
  hold_one(groups.groups);
  hold_one(groups.groups[0].bars.bars);
  return groups;
}

ServicePage service_example() {
  ServicePage service;
  for (inputs::ChartView* chart : {&service.chart, &service.times, &service.tiers_chart}) {
    hold_row(*chart);
  }
  hold_one(service.compared.rows, service.tiers.rows, service.periods.rows, service.key_figures,
           service.latest, service.lists, service.reasons, service.recent.rows, service.groups,
           service.bars.bars, service.marks);
  hold_one(service.key_figures[0].bars.bars, service.comment.parts, service.comment.figures);
  return service;
}

DataPage data_example() {
  DataPage data;
  hold_one(data.groups, data.details, data.results, data.missing, data.projects, data.settings,
           data.unread);
  return data;
}

ChangesPage changes_example() {
  ChangesPage changes;
  hold_one(changes.rows);
  hold_one(changes.rows[0].begun, changes.rows[0].ended);
  return changes;
}

WeekPage week_example() {
  WeekPage week;
  hold_one(week.key_figures, week.sections, week.bars.bars, week.main_failed, week.marks);
  hold_one(week.key_figures[0].bars.bars, week.comment.parts, week.comment.figures);
  hold_one(week.sections[0].rows, week.sections[0].further);
  return week;
}

MailBody mail_example(const WeekPage& week) {
  MailBody mail;
  mail.week = week;
  hold_one(mail.attention);
  hold_one(mail.attention[0].reasons);
  return mail;
}

}  // namespace

std::vector<TemplateExample> template_examples() {
  const WeekPage week = week_example();
  const std::vector<WeekLine> weeks{week};
  SingleFile single_file;
  single_file.week = week;
  hold_one(single_file.charts);
  return {{"index", values_of(index_example())},
          {"services", values_of(services_example())},
          {"group", values_of(group_example())},
          {"groups", values_of(groups_example())},
          {"service", values_of(service_example())},
          {"data", values_of(data_example())},
          {"changes", values_of(changes_example())},
          {"week", values_of(week, {})},
          {"weeks", values_of(WeeksPage{"", weeks})},
          {"feed_entry", feed_entry_values(week, "")},
          {"feed", values_of(Feed{"", "", "", "", "", "", "", weeks})},
          {"single_file", values_of(single_file)},
          {"mail_body", values_of(mail_example(week))},
          {"page", values_of(PageFrame())}};
}

}  // namespace dora::pages
