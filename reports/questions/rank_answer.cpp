// Answers which services have the most of something, or changed significantly.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "reports/pages/parts/figures.h"
#include "reports/questions/parts.h"

namespace dora::questions {
namespace {

using analysis::Verdict;

struct Ranked {
  std::size_t service = 0;
  model::FourKeys keys;
  double value = 0;   ///< The higher, the earlier in the list.
  std::string shown;  ///< Of another period or figure, beside the usual ones.
};

void sort_ranked(std::vector<Ranked>& ranked) {
  // By name where equal, as services are in that order.
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.value > b.value; });
}

double milliseconds_of(const std::optional<model::Spread>& spread) {
  return spread && spread->count >= model::enough_deployments
             ? static_cast<double>(spread->median.count())
             : -1;
}

/// Negative for a service that has too little for a place in the list.
double value_of(Metric metric, const model::FourKeys& keys) {
  switch (metric) {
    case Metric::deployments:
      return keys.counts.total() > 0 ? static_cast<double>(keys.counts.total()) : -1;
    case Metric::failures:
      return keys.counts.failed > 0 ? static_cast<double>(keys.counts.failed) : -1;
    case Metric::failure_rate:
      // As on the first page: a failure among few deployments proves little.
      return keys.counts.total() >= model::enough_deployments
                 ? model::failure_rate_interval(keys.merge_requests)->low
                 : -1;
    case Metric::lead_time:
      return milliseconds_of(keys.lead_time);
    default:
      return milliseconds_of(keys.restore_time);
  }
}

std::string order_note(Metric metric) {
  constexpr std::int64_t enough = model::enough_deployments;
  switch (metric) {
    case Metric::failure_rate:
      return fmt::format(
          "Ordered by the lower end of the 95% interval, because a failure among few deployments "
          "proves little; services with fewer than {} deployments are left out.",
          enough);
    case Metric::lead_time:
      return fmt::format("Services with fewer than {} successful deployments are left out.",
                         enough);
    case Metric::restore_time:
      return fmt::format("Services with fewer than {} restores are left out.", enough);
    default:
      return "";
  }
}

std::vector<Ranked> ranked_by_figure(const Question& question, const Report& report) {
  std::vector<Ranked> ranked;
  const model::Period period = *question.period;
  for (std::size_t i = 0; i < report.services().size(); ++i) {
    const bool counted = dating_of(period.granularity, report) == model::Dating::deployment_time;
    const model::FourKeys keys =
        counted ? four_keys(report.analysis().services[i], span_of(period))
                : four_keys(history_of(i, period.granularity, report), span_of(period));
    if (const double value = value_of(question.metric, keys); value >= 0) {
      ranked.push_back({i, keys, value, ""});
    }
  }
  return ranked;
}

/// Of a comparison that says whether the rate changed.
bool is_judged(Verdict verdict) {
  return verdict == Verdict::more || verdict == Verdict::less ||
         verdict == Verdict::no_significant_change;
}

std::vector<Ranked> changed(const Question& question, const Report& report, std::int64_t& judged) {
  const Verdict wanted = question.metric == Metric::worse ? Verdict::more : Verdict::less;
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < report.services().size(); ++i) {
    const auto compared =
        compare(i, *question.period, model::advance(*question.period, -1), report);
    if (!compared.comparison) {
      continue;
    }
    const Verdict verdict = compared.comparison->verdicts.failure_rate;
    judged += is_judged(verdict) ? 1 : 0;
    if (verdict == wanted) {
      const model::FourKeys& now = compared.comparison->current;
      const model::FourKeys& before = *compared.comparison->previous;
      const double change = *failure_rate(now.counts) - *failure_rate(before.counts);
      ranked.push_back({i, now, wanted == Verdict::more ? change : -change,
                        fmt::format("{} ({} of {})", model::rate_text(before.counts),
                                    model::count_text(before.counts.failed),
                                    model::count_text(before.counts.total()))});
    }
  }
  return ranked;
}

Table table_of(const Question& question, const std::vector<Ranked>& ranked, const Report& report) {
  Table table{model::name(*question.period), key_columns("Service"), {}};
  const bool has_before = question.metric == Metric::worse || question.metric == Metric::better;
  if (has_before) {
    table.columns.push_back(
        {fmt::format("Failure rate in {}", model::name(model::advance(*question.period, -1))),
         true});
  }
  for (std::size_t i = 0; i < std::min(ranked.size(), question.count); ++i) {
    std::vector<Cell> cells = key_cells(pages::key_row("", ranked[i].keys));
    const Cell name = service_cell(ranked[i].service, report);
    cells.front() = {name.text + cells.front().text, name.url};
    if (has_before) {
      cells.push_back({ranked[i].shown});
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// Most services deploy too rarely for a month to be compared with another; what is unusual about
/// them is found over longer times.
void add_failing(Answer& answer, const Report& report) {
  const Question& question = answer.question;
  if (question.metric != Metric::worse ||
      *question.period != report.last_full(question.period->granularity)) {
    return;
  }
  std::vector<analysis::Finding> found;
  for (const std::size_t service : analysis::by_urgency(report.analysis().findings)) {
    std::ranges::copy_if(report.analysis().findings.of(service), std::back_inserter(found),
                         [](const analysis::Finding& finding) {
                           return finding.attention.rule == analysis::AttentionRule::failing ||
                                  finding.attention.rule ==
                                      analysis::AttentionRule::failure_rate_up;
                         });
  }
  if (!found.empty()) {
    answer.tables.push_back(attention_table(
        "Failing now, or more often in the last 14 days than over the half year before", found,
        report));
  }
}

std::string first_sentence(const Question& question, const std::vector<Ranked>& ranked,
                           std::int64_t judged) {
  const auto found = static_cast<std::int64_t>(ranked.size());
  const bool worse = question.metric == Metric::worse;
  if (worse || question.metric == Metric::better) {
    return fmt::format(
        "{} of {} whose failure rate could be compared {} significantly {} in {} than in {}.",
        found == 0 ? "None" : model::count_text(found), model::counted(judged, "service"),
        found == 1 ? "was" : "were", worse ? "worse" : "better", model::name(*question.period),
        model::name(model::advance(*question.period, -1)));
  }
  if (found == 0) {
    return fmt::format("No service has enough of that in {}.", model::name(*question.period));
  }
  return found > static_cast<std::int64_t>(question.count)
             ? fmt::format("The first {} of {}.", question.count, model::counted(found, "service"))
             : fmt::format("{}.", model::counted(found, "service"));
}

}  // namespace

void add_rank(Answer& answer, const Report& report) {
  const Question& question = answer.question;
  const bool by_change = question.metric == Metric::worse || question.metric == Metric::better;
  std::int64_t judged = 0;
  std::vector<Ranked> ranked =
      by_change ? changed(question, report, judged) : ranked_by_figure(question, report);
  sort_ranked(ranked);
  answer.sentences.push_back(first_sentence(question, ranked, judged));
  if (!ranked.empty()) {
    answer.tables.push_back(table_of(question, ranked, report));
  }
  add_failing(answer, report);
  if (by_change) {
    answer.notes.push_back(
        "A change is significant at the 1% level: of services that did not change, at most 1 in "
        "100 is named.");
  }
  if (std::string note = order_note(question.metric); !note.empty()) {
    answer.notes.push_back(std::move(note));
  }
  answer.notes.push_back(dating_note(question.period->granularity, report));
  answer.links.push_back({"All services", "services.html"});
}

}  // namespace dora::questions
