// Answers what failed in a period, and what needs attention.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/analysis/events.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/reason.h"
#include "reports/pages/week_page.h"
#include "reports/questions/parts.h"

namespace dora::questions {
namespace {

constexpr std::size_t most_rows = 50;

struct Failed {
  std::size_t service = 0;
  const model::Deployment* deployment = nullptr;
  const model::Deployment* restored_by = nullptr;  ///< Null: not yet.
};

/// Of one service, by the day of the close.
void add_failed(std::size_t service, const Question& question, const Report& report,
                std::vector<Failed>& result) {
  const auto& deployments = report.data().deployments[service].deployments;
  const analysis::Events events = analysis::events_of(deployments, report.data().zone);
  const model::DayRange within = model::span_of(*question.period);
  // From the end, so that the next success of each tier is known.
  std::vector<const model::Deployment*> next(events.tiers.size());
  for (auto event = events.events.rbegin(); event != events.events.rend(); ++event) {
    const model::Deployment& deployment = deployments[event->deployment];
    if (!event->failed) {
      next[event->tier] = &deployment;
    } else if (event->day >= within.begin && event->day < within.end &&
               (question.tier.empty() || deployment.tier == question.tier)) {
      result.push_back({service, &deployment, next[event->tier]});
    }
  }
}

std::vector<Failed> failed_in(const Question& question, const Report& report) {
  std::vector<Failed> failed;
  for (std::size_t i = 0; i < report.services().size(); ++i) {
    if (!question.service || *question.service == i) {
      add_failed(i, question, report, failed);
    }
  }
  std::stable_sort(failed.begin(), failed.end(), [](const Failed& a, const Failed& b) {
    return result_time(*a.deployment) > result_time(*b.deployment);
  });
  return failed;
}

std::vector<Cell> cells_of(const Failed& failed, const Report& report) {
  const model::Deployment& deployment = *failed.deployment;
  const std::string restored =
      failed.restored_by == nullptr
          ? "not restored yet"
          : model::duration_text(result_time(*failed.restored_by) - result_time(deployment));
  return {service_cell(failed.service, report),
          {text::printable(deployment.tier)},
          {pages::time_text(result_time(deployment), report.data().zone)},
          merge_request_cell(deployment.iid, deployment.web_url),
          {restored},
          {text::printable(deployment.title)}};
}

std::int64_t services_in(const std::vector<Failed>& failed) {
  std::set<std::size_t> services;
  for (const Failed& each : failed) {
    services.insert(each.service);
  }
  return static_cast<std::int64_t>(services.size());
}

std::string failed_sentence(const Question& question, const std::vector<Failed>& failed) {
  const auto count = static_cast<std::int64_t>(failed.size());
  const std::string when =
      (question.tier.empty() ? "" : fmt::format(" in {}", text::printable(question.tier))) +
      fmt::format(" in {}", model::name(*question.period));
  if (count == 0) {
    return fmt::format("No deployment failed{}.", when);
  }
  const auto open =
      std::ranges::count_if(failed, [](const Failed& each) { return each.restored_by == nullptr; });
  return fmt::format(
      "{} of {} failed{}; {}.", model::counted(count, "deployment"),
      model::counted(services_in(failed), "service"), when,
      open == 0 ? "all are restored" : fmt::format("{} not restored yet", model::count_text(open)));
}

bool concerns(const analysis::Finding& finding, const Question& question) {
  return (!question.service || finding.service == *question.service) &&
         (question.tier.empty() || finding.attention.tier == question.tier);
}

}  // namespace

void add_failures(Answer& answer, const Report& report) {
  const Question& question = answer.question;
  const std::vector<Failed> failed = failed_in(question, report);
  answer.sentences.push_back(failed_sentence(question, failed));
  if (!failed.empty()) {
    Table table{
        fmt::format("Newest first, times in {}", report.data().zone.name()),
        {{"Service"}, {"Tier"}, {"Closed"}, {"Merge request"}, {"Restored after"}, {"Title"}},
        {}};
    for (std::size_t i = 0; i < std::min(failed.size(), most_rows); ++i) {
      table.rows.push_back(cells_of(failed[i], report));
    }
    answer.tables.push_back(std::move(table));
  }
  if (failed.size() > most_rows) {
    answer.notes.push_back(fmt::format("{} more are not listed.", failed.size() - most_rows));
  }
  answer.notes.push_back(
      "By the day of the close. Restored: the next successful deployment of the service to the "
      "tier.");
  if (question.period->granularity == model::Granularity::week &&
      report.is_full(*question.period)) {
    answer.links.push_back({fmt::format("The digest of {}", model::name(*question.period)),
                            pages::week_file(model::label(*question.period), "html")});
  }
}

Table attention_table(std::string caption, const std::vector<analysis::Finding>& findings,
                      const Report& report) {
  Table table{
      std::move(caption), {{"Service"}, {"What"}, {"Tier"}, {"Why"}, {"Merge request"}}, {}};
  for (const analysis::Finding& finding : findings) {
    const analysis::Attention& found = finding.attention;
    table.rows.push_back({service_cell(finding.service, report),
                          {std::string(pages::label_of(found.rule))},
                          {found.tier.empty() ? "all tiers" : text::printable(found.tier)},
                          {pages::attention_text(found)},
                          merge_request_cell(found.iid, found.web_url)});
  }
  return table;
}

void add_attention(Answer& answer, const Report& report) {
  const Question& question = answer.question;
  const analysis::Findings& findings = report.analysis().findings;
  std::vector<analysis::Finding> found;
  std::set<std::size_t> services;
  for (const std::size_t service : analysis::by_urgency(findings)) {
    for (const analysis::Finding& finding : findings.of(service)) {
      if (concerns(finding, question)) {
        found.push_back(finding);
        services.insert(service);
      }
    }
  }
  answer.sentences.push_back(
      found.empty()
          ? "Nothing needs attention."
          : fmt::format("{} need{} attention, the most urgent first.",
                        model::counted(static_cast<std::int64_t>(services.size()), "service"),
                        services.size() == 1 ? "s" : ""));
  if (!found.empty()) {
    const auto shown = static_cast<std::ptrdiff_t>(std::min(found.size(), most_rows));
    answer.tables.push_back(attention_table("Compared with its own past",
                                            {found.begin(), found.begin() + shown}, report));
  }
  if (found.size() > most_rows) {
    answer.notes.push_back(fmt::format("{} more are not listed.", found.size() - most_rows));
  }
  answer.notes.push_back(
      fmt::format("Each comparison has at most 1 false alarm in 1,000; there were {}.",
                  model::count_text(static_cast<std::int64_t>(findings.tests))));
  answer.links.push_back({"How services get on this list", "index.html#attention"});
}

}  // namespace dora::questions
