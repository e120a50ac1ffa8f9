// A week's digest in words, for a page, a Markdown text and a feed alike.
#include "reports/pages/week_page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/inputs/web_url.h"
#include "reports/pages/display.h"
#include "reports/pages/service_page.h"

namespace dora::pages {
namespace {

std::string count_text(std::size_t count) {
  return model::count_text(static_cast<std::int64_t>(count));
}

/// Makes the rows of the lists, all for services of one report.
class RowMaker {
 public:
  explicit RowMaker(const analysis::ReportData& data) : data_(data) {}

  WeekRow row(std::size_t service, std::string text) const {
    const std::string& name = data_.summary.services[service].service;
    return {
        text::printable(name), service_file(name, "html"), "", std::move(text), "", "", service};
  }

  WeekRow row(analysis::ServiceDeployment place, std::string text) const {
    const model::Deployment& deployment =
        data_.deployments[place.service].deployments[place.deployment];
    WeekRow result = row(place.service, std::move(text));
    result.tier = text::printable(deployment.tier);
    result.reference = fmt::format("!{}", deployment.iid);
    result.url = inputs::is_web_url(deployment.web_url) ? deployment.web_url : "";
    return result;
  }

  WeekRow operator()(const analysis::Finding& finding) const {
    const analysis::Attention& found = finding.attention;
    WeekRow result = row(finding.service, attention_text(found));
    result.tier = text::printable(found.tier);
    result.reference = found.iid > 0 ? fmt::format("!{}", found.iid) : "";
    result.url = inputs::is_web_url(found.web_url) ? found.web_url : "";
    return result;
  }

  WeekRow newly_failing(const analysis::ServiceFailure& failing) const {
    const auto& deployments = data_.deployments[failing.service].deployments;
    const model::Instant began = result_time(deployments[failing.failure.first]);
    return row(analysis::ServiceDeployment{failing.service, failing.failure.first},
               "since " + time_text(began, data_.zone));
  }

  WeekRow recovered(const analysis::ServiceFailure& failure) const {
    const auto& deployments = data_.deployments[failure.service].deployments;
    const std::size_t by = failure.failure.restored_by.value();
    const model::Duration took =
        result_time(deployments[by]) - result_time(deployments[failure.failure.first]);
    return row(analysis::ServiceDeployment{failure.service, by},
               fmt::format("restored after {}", model::duration_text(took)));
  }

  WeekRow dated(analysis::ServiceDeployment place) const {
    const auto& deployments = data_.deployments[place.service].deployments;
    return row(place, time_text(result_time(deployments[place.deployment]), data_.zone));
  }

 private:
  const analysis::ReportData& data_;
};

/// The heading of a section and its meaning.
struct Heading {
  const char* id;
  const char* text;
  const char* meaning;
};

template <class Entries, class MakeRow>
WeekSection section(const Heading& heading, const Entries& entries, MakeRow make_row,
                    std::size_t limit = week_rows_shown) {
  WeekSection result;
  result.id = heading.id;
  result.heading = heading.text;
  result.meaning = heading.meaning;
  result.count = count_text(entries.size());
  for (const auto& entry : entries) {
    (result.rows.size() < limit ? result.rows : result.further).push_back(make_row(entry));
  }
  result.more = result.further.empty() ? "" : count_text(result.further.size());
  return result;
}

/// The sections of what the rules found for the first time in the week, without empty ones.
void add_unusual(const analysis::Week& week, const RowMaker& rows,
                 std::vector<WeekSection>& sections) {
  using analysis::AttentionRule;
  const std::array<std::pair<AttentionRule, Heading>, analysis::attention_rules> headings{
      {{AttentionRule::failing,
        {"failing", "Failing for unusually long",
         "More failures in a row, or longer without a success, than usual for the tier. About 1 in "
         "10 of these rows is chance."}},
       {AttentionRule::failure_rate_up,
        {"rate-up", "Failure rate up",
         "More failures in two weeks, up to the end of this one, than usual for the tiers of the "
         "service. About 1 in 10 of these rows is chance."}},
       {AttentionRule::quiet,
        {"quiet", "Quiet",
         "Longer without a deployment than usual for the service. About 1 in 10 of these rows is "
         "chance."}},
       {AttentionRule::fewer,
        {"down", "Fewer deployments",
         "In two weeks, up to the end of this one, than usual in the twelve weeks before. About 1 "
         "in 10 of these rows is chance."}},
       {AttentionRule::more,
        {"up", "More deployments",
         "In two weeks, up to the end of this one, than usual in the twelve weeks before. About 1 "
         "in 10 of these rows is chance."}}}};
  for (const auto& each_heading : headings) {
    const AttentionRule rule = each_heading.first;
    std::vector<analysis::Finding> found;
    std::copy_if(week.unusual.begin(), week.unusual.end(), std::back_inserter(found),
                 [&](const analysis::Finding& each) { return each.attention.rule == rule; });
    if (!found.empty()) {
      sections.push_back(section(each_heading.second, found, rows));
    }
  }
}

std::vector<WeekSection> sections_of(const analysis::ReportData& data, const analysis::Week& week) {
  const RowMaker rows(data);
  std::vector<WeekSection> sections{
      section({"newly-failing", "Newly failing",
               "A deployment to a tier failed, and none there succeeded by the end of the week."},
              week.newly_failing, [&](const auto& each) { return rows.newly_failing(each); }),
      section({"recovered", "Recovered",
               "Was failing when the week began; a deployment to the tier succeeded."},
              week.recovered, [&](const auto& each) { return rows.recovered(each); })};
  add_unusual(week, rows, sections);
  if (!data.collection.counting.since) {
    sections.push_back(section({"new", "New services", "Deployed for the first time."}, week.fresh,
                               [&](const auto& each) { return rows.dated(each); }));
  }
  sections.push_back(section(
      {failed_section, "Failed deployments", "Merge requests that were closed without a merge."},
      week.failed, [&](const auto& each) { return rows.dated(each); }, week_failed_shown));
  return sections;
}

std::string days_text(model::Period week) {
  const auto day = [](std::chrono::local_days begin) {
    return model::Period{model::Granularity::day, begin};
  };
  return model::range_name(day(week.begin), day(model::end(week) - std::chrono::days(1)));
}

ComparisonNames week_names() {
  ComparisonNames names;
  names.previous = "the previous week";
  names.unit = "week";
  return names;
}

}  // namespace

WeekPage week_page(const analysis::ReportData& data, const analysis::Week& week) {
  WeekPage page;
  page.label = model::label(week.week);
  page.name = "W" + model::name(week.week).substr(1);
  page.days = days_text(week.week);
  page.time_zone = data.zone.name();
  page.ended = model::to_string(data.zone.begin_of(model::end(week.week)));
  page.granularity = model::to_string(data.collection.counting.granularity);
  page.dated_by_creation = data.collection.counting.date_by == model::DateBy::created;
  page.key_figures = week_figures(week);
  page.sections = sections_of(data, week);
  page.totals = key_row(page.name, week.totals.current);
  page.newly_failing = count_text(week.newly_failing.size());
  page.recovered = count_text(week.recovered.size());
  page.incomplete = !data.collection.partial.empty();
  const std::int64_t deployments = week.totals.current.counts.total();
  page.summary = deployments == 0
                     ? "no deployments"
                     : fmt::format("{} deployment{}, {} failed; {} newly failing, {} recovered",
                                   page.totals.deployments, deployments == 1 ? "" : "s",
                                   page.totals.failure_rate, page.newly_failing, page.recovered);
  return page;
}

std::vector<KeyFigure> week_figures(const analysis::Week& week, const analysis::Judge& judge) {
  return key_figures(week.totals, week_names(), judge);
}

std::string week_file(const std::string& label, std::string_view extension) {
  return fmt::format("weekly/{}.{}", label, extension);
}

}  // namespace dora::pages
