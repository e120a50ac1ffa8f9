// The facts of a week: of every service, and of all together.
#include "reports/comments/records.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/analysis/recent.h"
#include "reports/comments/fact_list.h"

namespace dora::comments {
namespace {

using analysis::Verdict;

Change change_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::more:
      return Change::up;
    case Verdict::less:
      return Change::down;
    case Verdict::no_significant_change:
      return Change::flat;
    case Verdict::not_compared:
    case Verdict::too_few:
    case Verdict::too_early:
      break;
  }
  return Change::none;
}

bool is_noteworthy(const analysis::Verdicts& verdicts) {
  const auto moved = [](Verdict verdict) {
    return verdict == Verdict::more || verdict == Verdict::less;
  };
  return moved(verdicts.deployments) || moved(verdicts.failure_rate) || moved(verdicts.lead_time) ||
         moved(verdicts.restore_time);
}

/// A figure of the week, and that of the week before if the report compares them.
struct Pair {
  Metric metric;
  const char* meaning;
  Verdict verdict;
  std::string now;
  std::string before;
};

void add_pair(const Pair& pair, FactList& facts) {
  const Change change = change_of(pair.verdict);
  facts.add({"", fmt::format("{} in the week", pair.meaning), pair.now, pair.metric, Scope::current,
             change});
  if (change != Change::none && !pair.before.empty()) {
    facts.add({"", fmt::format("{} in the week before", pair.meaning), pair.before, pair.metric,
               Scope::before, change});
  }
}

void add_median(Pair pair, const std::optional<model::Spread>& now,
                const std::optional<model::Spread>& before, FactList& facts) {
  if (now) {
    pair.now = model::duration_text(now->median);
    pair.before = before ? model::duration_text(before->median) : "";
    add_pair(pair, facts);
  }
}

void add_comparison(const analysis::Comparison& totals, FactList& facts) {
  const model::FourKeys& now = totals.current;
  const model::FourKeys before = totals.previous.value_or(model::FourKeys{});
  const analysis::Verdicts& verdicts = totals.verdicts;
  add_pair({Metric::deployments, "deployments", verdicts.deployments,
            model::count_text(now.counts.total()), model::count_text(before.counts.total())},
           facts);
  facts.add(
      {"", "failed deployments in the week", model::count_text(now.counts.failed), Metric::failed});
  if (now.counts.total() >= model::enough_deployments) {
    add_pair({Metric::failure_rate, "failure rate", verdicts.failure_rate,
              model::rate_text(now.counts), model::rate_text(before.counts)},
             facts);
  }
  add_median({Metric::lead_time, "median lead time", verdicts.lead_time, "", ""}, now.lead_time,
             before.lead_time, facts);
  add_median({Metric::restore_time, "median time to restore", verdicts.restore_time, "", ""},
             now.restore_time, before.restore_time, facts);
}

void add_recent(const model::FourKeys& recent, FactList& facts) {
  facts.add({"", "deployments in the recent weeks", model::count_text(recent.counts.total()),
             Metric::deployments, Scope::recent});
  if (recent.counts.total() >= model::enough_deployments) {
    facts.add({"", "failure rate in the recent weeks", model::rate_text(recent.counts),
               Metric::failure_rate, Scope::recent});
  }
}

/// The week against the one before. The service may not have existed in all of its first week.
std::optional<analysis::Comparison> compared(const Source& source, const model::History& history) {
  if (history.attempts.empty()) {
    return std::nullopt;
  }
  const auto first =
      model::period_containing(history.attempts.front().day, model::Granularity::week);
  const auto comparable = std::max(model::end(first), source.analysis.complete_from);
  const analysis::Calendar calendar = analysis::calendar_of(
      model::Granularity::week, {first.begin, model::end(source.week.week)}, comparable);
  return compare_full(history, calendar, source.analysis.variation);
}

/// Failures of the service that began in the week, or ended in it.
void add_failures(const Source& source, std::size_t service, FactList& facts) {
  const auto& deployments = source.data.deployments[service].deployments;
  for (const analysis::ServiceFailure& each : source.week.recovered) {
    if (each.service == service) {
      const auto& failure = each.failure;
      facts.add({"", "time to restore after the failures that began earlier",
                 model::duration_text(result_time(deployments[*failure.restored_by]) -
                                      result_time(deployments[failure.first])),
                 Metric::restore_time, Scope::current, Change::none, false, "",
                 facts.tier(failure.tier)});
    }
  }
  const model::Instant end = source.data.zone.begin_of(model::end(source.week.week));
  for (const analysis::ServiceFailure& each : source.week.newly_failing) {
    if (each.service == service) {
      facts.add({"", "time without a success at the end of the week",
                 model::duration_text(end - result_time(deployments[each.failure.first])),
                 Metric::outage, Scope::current, Change::none, false, "",
                 facts.tier(each.failure.tier)});
    }
  }
}

bool failed_in(const Source& source, std::size_t service) {
  return std::ranges::any_of(source.week.failed,
                             [&](const auto& each) { return each.service == service; });
}

}  // namespace

Record service_record(const Source& source, std::size_t service) {
  FactList facts("service/" + source.data.summary.services[service].service,
                 model::label(source.week.week));
  facts.service(source.data.summary.services[service].service);
  const model::History history = history_of(source.data.deployments[service].deployments,
                                            source.data.zone, model::Dating::result_time);
  const auto totals = compared(source, history);
  if (totals) {
    add_comparison(*totals, facts);
  }
  add_recent(four_keys(history, analysis::weeks_up_to(source.week.week, 4)), facts);
  add_failures(source, service, facts);
  const auto findings = source.findings.of(service);
  for (const analysis::Finding& finding : findings) {
    add_finding(finding.attention, "", facts);
  }
  Record record = facts.take();
  record.noteworthy = !findings.empty() || failed_in(source, service) ||
                      (totals && is_noteworthy(totals->verdicts)) ||
                      std::ranges::any_of(source.week.recovered, [&](const auto& each) {
                        return each.service == service;
                      });
  return record;
}

Record week_record(const Source& source) {
  FactList facts("week", model::label(source.week.week));
  add_comparison(source.week.totals, facts);
  const auto services = [](const std::vector<analysis::ServiceFailure>& failures) {
    std::vector<std::size_t> found;
    found.reserve(failures.size());
    for (const analysis::ServiceFailure& each : failures) {
      found.push_back(each.service);
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return model::count_text(static_cast<std::int64_t>(found.size()));
  };
  facts.add({"", "services that began failing in the week", services(source.week.newly_failing),
             Metric::failing_services});
  facts.add({"", "services that recovered in the week", services(source.week.recovered),
             Metric::recovered_services});
  if (!source.data.collection.counting.since) {
    facts.add({"", "new services in the week",
               model::count_text(static_cast<std::int64_t>(source.week.fresh.size())),
               Metric::new_services});
  }
  std::size_t named = 0;
  for (const analysis::Finding& finding : source.week.unusual) {
    if (named++ < services_named) {
      add_finding(finding.attention,
                  facts.service(source.data.summary.services[finding.service].service), facts);
    }
  }
  Record record = facts.take();
  record.noteworthy = true;
  return record;
}

std::vector<std::string> failed_titles(const Source& source, std::size_t service) {
  std::vector<std::string> titles;
  for (const analysis::FailedDeployment& each : source.week.failed) {
    const std::string& title =
        source.data.deployments[each.service].deployments[each.deployment].title;
    if (each.service == service && !title.empty() && titles.size() < titles_given) {
      titles.emplace_back(text::cut_text(text::printable(title), longest_title));
    }
  }
  return titles;
}

}  // namespace dora::comments
