// A week's digest in words, for a page, a Markdown text and a feed alike.
#include "reports/pages/week_page.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "collector/occasions/occasions.h"
#include "reports/inputs/web_url.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/occasion_texts.h"
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
    WeekRow result;
    result.name = text::printable(name);
    result.page = service_file(name, "html");
    result.text = std::move(text);
    result.service = service;
    return result;
  }

  WeekRow row(analysis::ServiceDeployment place, std::string text) const {
    const model::Deployment& deployment =
        data_.deployments[place.service].deployments[place.deployment];
    WeekRow result = row(place.service, std::move(text));
    result.tier = text::printable(deployment.tier);
    result.title = text::printable(deployment.title);
    result.author = text::printable(deployment.author);
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

  WeekRow recovered(const analysis::ServiceFailure& failure) const {
    const auto& deployments = data_.deployments[failure.service].deployments;
    const std::size_t by = failure.failure.restored_by.value();
    const model::Duration took =
        result_time(deployments[by]) - result_time(deployments[failure.failure.first]);
    return row(analysis::ServiceDeployment{failure.service, by},
               fmt::format("restored after {}", model::duration_text(took)));
  }

  WeekRow failed(const analysis::FailedDeployment& failed) const {
    WeekRow result = dated(failed);
    result.text = "closed " + result.text;
    result.still_failing = failed.still_failing;
    return result;
  }

  WeekRow dated(analysis::ServiceDeployment place) const {
    const auto& deployments = data_.deployments[place.service].deployments;
    return row(place, short_time_text(result_time(deployments[place.deployment]), data_.zone));
  }

 private:
  const analysis::ReportData& data_;
};

constexpr std::size_t weeks_in_chart = 26;
constexpr std::size_t weeks_in_tile = 12;

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
         "10 of these is a false alarm."}},
       {AttentionRule::failure_rate_up,
        {"rate-up", "Failure rate up",
         "More failures in the two weeks up to the end of this one than usual for the service’s "
         "tiers. About 1 in 10 of these is a false alarm."}},
       {AttentionRule::quiet,
        {"quiet", "Quiet",
         "Longer without a deployment than usual for the service. About 1 in 10 of these is a "
         "false alarm."}},
       {AttentionRule::fewer,
        {"down", "Fewer deployments",
         "In the two weeks up to the end of this one than in the twelve before. About 1 in 10 of "
         "these is a false alarm."}},
       {AttentionRule::more,
        {"up", "More deployments",
         "In the two weeks up to the end of this one than in the twelve before. About 1 in 10 of "
         "these is a false alarm."}}}};
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

/// The most important tiers first, in each the newest.
std::vector<analysis::FailedDeployment> in_order(const analysis::ReportData& data,
                                                 const analysis::Week& week,
                                                 const model::TierOrder& order) {
  const auto deployment = [&](const analysis::FailedDeployment& failed) -> const auto& {
    return data.deployments[failed.service].deployments[failed.deployment];
  };
  std::vector<analysis::FailedDeployment> failed = week.failed;
  std::ranges::stable_sort(failed, {}, [&](const analysis::FailedDeployment& each) {
    const std::string_view tier = deployment(each).tier;
    return std::tuple(order.rank(tier), tier, -result_time(deployment(each)).time_since_epoch());
  });
  return failed;
}

std::vector<WeekSection> sections_of(const analysis::ReportData& data, const analysis::Week& week,
                                     const model::TierOrder& order) {
  const RowMaker rows(data);
  std::vector<WeekSection> sections{
      section(
          {failed_section, "Failed deployments",
           "Merge requests that were closed without a merge. Still failing: no deployment to "
           "the tier had succeeded by the end of the week."},
          in_order(data, week, order), [&](const auto& each) { return rows.failed(each); },
          week_failed_shown),
      section({"recovered", "Recovered",
               "Failing at the start of the week, deployed successfully since."},
              week.recovered, [&](const auto& each) { return rows.recovered(each); })};
  add_unusual(week, rows, sections);
  if (!data.collection.counting.since) {
    sections.push_back(section({"new", "New services", "Deployed for the first time."}, week.fresh,
                               [&](const auto& each) { return rows.dated(each); }));
  }
  return sections;
}

/// What failed in the tier, or in all if it is empty.
std::vector<WeekRow> rows_in(const std::vector<analysis::FailedDeployment>& failed,
                             const std::string& tier, const analysis::ReportData& data) {
  const RowMaker rows(data);
  std::vector<WeekRow> result;
  for (const analysis::FailedDeployment& each : failed) {
    if (tier.empty() || data.deployments[each.service].deployments[each.deployment].tier == tier) {
      result.push_back(rows.failed(each));
      result.back().tier.clear();  // The heading says it.
    }
  }
  return result;
}

/// How many services have such a failure in the tier, or in any if it is empty.
std::int64_t services_in(const std::vector<analysis::ServiceFailure>& failures,
                         const std::string& tier) {
  std::set<std::size_t> services;
  for (const analysis::ServiceFailure& each : failures) {
    if (tier.empty() || each.failure.tier == tier) {
      services.insert(each.service);
    }
  }
  return static_cast<std::int64_t>(services.size());
}

/// This week and at most `count` - 1 before it: a page of the past shows nothing of what came
/// later.
std::vector<WeekKeys> up_to(const std::vector<WeekKeys>& weeks, model::Period week,
                            std::size_t count) {
  const auto end = std::ranges::upper_bound(weeks, week, {}, &WeekKeys::week);
  const auto found = static_cast<std::size_t>(end - weeks.begin());
  return {end - static_cast<std::ptrdiff_t>(std::min(found, count)), end};
}

/// What concerns all services or the group, or one of its services.
std::vector<occasions::Occasion> occasions_of(const analysis::ReportData& data,
                                              const std::string& group) {
  std::vector<occasions::Occasion> found;
  std::ranges::copy_if(
      data.occasions, std::back_inserter(found), [&](const occasions::Occasion& each) {
        const bool one_service = !each.service.empty();
        return (!one_service && each.group.empty()) ||
               (!group.empty() &&
                (one_service ? std::ranges::binary_search(data.summary.services, each.service, {},
                                                          &model::ServiceSummary::service)
                             : each.group == group));
      });
  return found;
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

WeekPage week_page(const analysis::ReportData& data, const analysis::Analysis& analysis,
                   const analysis::Week& week, const std::vector<WeekKeys>& weeks,
                   const DigestPlace& place) {
  WeekPage page;
  page.group = text::printable(place.group);
  page.list = place.list;
  page.feed = place.feed;
  page.label = model::label(week.week);
  page.file = place.folder + "/" + page.label;
  page.name = "W" + model::name(week.week).substr(1);
  page.days = days_text(week.week);
  page.time_zone = data.zone.name();
  page.ended = model::to_string(data.zone.begin_of(model::end(week.week)));
  page.granularity = model::to_string(data.collection.counting.granularity);
  page.dated_by_creation = data.collection.counting.date_by == model::DateBy::created;
  page.key_figures = week_figures(week, weeks, place.folder);
  page.bars = week_bars(up_to(weeks, week.week, weeks_in_chart), BarFigure::deployments, week.week,
                        {24, 96, place.folder});
  page.marks = occasion_texts(occasions_of(data, place.group), span_of(week.week));
  page.sections = sections_of(data, week, analysis.tier_order);
  const std::string tier = analysis.main_tier();
  page.main_tier = text::printable(tier);
  page.main_failed = rows_in(in_order(data, week, analysis.tier_order), tier, data);
  page.sentence = week_sentence(week.totals, {page.main_tier, services_in(week.newly_failing, tier),
                                              services_in(week.recovered, tier)});
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

std::vector<KeyFigure> week_figures(const analysis::Week& week, const std::vector<WeekKeys>& weeks,
                                    const std::string& folder, const analysis::Judge& judge) {
  constexpr std::array<BarFigure, 4> shown{BarFigure::deployments, BarFigure::failure_rate,
                                           BarFigure::lead_time, BarFigure::restore_time};
  std::vector<KeyFigure> figures = key_figures(week.totals, week_names(), judge);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    figures[i].bars =
        week_bars(up_to(weeks, week.week, weeks_in_tile), shown[i], week.week, {10, 28, folder});
  }
  return figures;
}

std::string week_file(const std::string& label, std::string_view extension) {
  return fmt::format("weekly/{}.{}", label, extension);
}

}  // namespace dora::pages
