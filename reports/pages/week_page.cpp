// A week's digest in words, for a page, a Markdown text and a feed alike.
#include "reports/pages/week_page.h"

#include <algorithm>

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

  WeekRow operator()(const analysis::Mover& mover) const {
    return row(mover.service, fmt::format("{} deployments; mean of {} weeks: {:.1f}",
                                          mover.deployments, analysis::mover_weeks, mover.usual));
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
    return row(place, time_text(deployments[place.deployment].deployment_time, data_.zone));
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

std::vector<WeekSection> sections_of(const analysis::ReportData& data, const analysis::Week& week) {
  const RowMaker rows(data);
  return {
      section({"newly-failing", "Newly failing",
               "A deployment to a tier failed, and none there succeeded by the end of the week."},
              week.newly_failing, [&](const auto& each) { return rows.newly_failing(each); }),
      section({"recovered", "Recovered",
               "Was failing when the week began; a deployment to the tier succeeded."},
              week.recovered, [&](const auto& each) { return rows.recovered(each); }),
      section(
          {"up", "More deployments",
           "By at least 3, to 5 or more, and beyond chance: by more than three times the square "
           "root of the mean of the four weeks before."},
          week.up, rows),
      section({"down", "Fewer deployments", "By at least 3, and as far beyond chance."}, week.down,
              rows),
      section({"new", "New services", "Deployed for the first time."}, week.fresh,
              [&](const auto& each) { return rows.dated(each); }),
      section({"silent", "Silent services",
               "Deployed in each of the four weeks before, and not in this one."},
              week.silent, [&](std::size_t service) { return rows.row(service, ""); }),
      section(
          {failed_section, "Failed deployments",
           "Merge requests that were closed without a merge."},
          week.failed, [&](const auto& each) { return rows.dated(each); }, week_failed_shown)};
}

std::string days_text(model::Period week) {
  const auto day = [](std::chrono::local_days begin) {
    return model::Period{model::Granularity::day, begin};
  };
  return model::range_name(day(week.begin), day(model::end(week) - std::chrono::days(1)));
}

ComparisonNames names_of(const analysis::Week& week) {
  ComparisonNames names;
  names.previous = "the week before";
  const std::size_t usual = week.totals.usual.size();
  names.usual = usual > 1 ? fmt::format("{} weeks", usual) : "";
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
  page.key_figures = key_figures(week.totals, names_of(week));
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

std::string week_file(const std::string& label, std::string_view extension) {
  return fmt::format("weekly/{}.{}", label, extension);
}

}  // namespace dora::pages
