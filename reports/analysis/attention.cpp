// Finds services that need attention, by rules that the report prints.
#include "reports/analysis/attention.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"

namespace dora::analysis {
namespace {

using Deployments = std::vector<model::Deployment>;

Attention shown_by(AttentionRule rule, std::string text, const model::Deployment& deployment) {
  return {rule, result_time(deployment), std::move(text), deployment.iid, deployment.web_url, ""};
}

/// Open failures that someone is still trying to fix, or was until recently.
void add_failures(const Deployments& deployments, const AttentionScope& scope,
                  std::vector<Attention>& found) {
  for (const model::Failure& failure : model::failures_of(deployments)) {
    const model::Deployment& last = deployments[failure.last];
    if (failure.restored_by || scope.as_of - result_time(last) > forgotten_after) {
      continue;
    }
    const std::string tier = text::printable(failure.tier);
    const auto age = scope.as_of - result_time(deployments[failure.first]);
    if (failure.attempts >= streak_length) {
      found.push_back(shown_by(AttentionRule::streak,
                               fmt::format("the last {} deployments failed", failure.attempts),
                               last));
      found.back().tier = tier;
    }
    if (age > open_for) {
      found.push_back(shown_by(AttentionRule::open_failure,
                               fmt::format("not restored for {}", model::duration_text(age)),
                               deployments[failure.first]));
      found.back().tier = tier;
    }
  }
}

void add_above_limit(const model::History& history, const AttentionScope& scope,
                     std::vector<Attention>& found) {
  const model::Period current =
      model::advance(model::period_containing(scope.covered.end, scope.granularity), -1);
  const model::Counts now = four_keys(history, span_of(current)).counts;
  const model::Period earliest = model::advance(current, -limit_periods);
  const model::Counts before = four_keys(history, {earliest.begin, current.begin}).counts;
  if (now.total() < model::enough_deployments || now.failed < limit_failures ||
      before.total() < limit_deployments) {
    return;
  }
  const std::int64_t limit = control_limit(before, now.total());
  if (now.failed > limit) {
    Attention attention;
    attention.rule = AttentionRule::above_limit;
    attention.text = fmt::format(
        "{} of {} failed in {}: {}; before, it was {}, and up to {} would be chance", now.failed,
        now.total(), model::name(current), model::rate_text(now), model::rate_text(before), limit);
    found.push_back(std::move(attention));
  }
}

/// Between the last deployments, silent_gaps at most.
model::Duration longest_gap(const Deployments& deployments) {
  const std::size_t from = deployments.size() - std::min(deployments.size(), silent_gaps + 1);
  model::Duration longest{};
  for (std::size_t i = from + 1; i < deployments.size(); ++i) {
    longest =
        std::max(longest, deployments[i].deployment_time - deployments[i - 1].deployment_time);
  }
  return longest;
}

void add_silent(const Deployments& deployments, const AttentionScope& scope,
                std::vector<Attention>& found) {
  if (deployments.size() < silent_deployments) {
    return;
  }
  const model::Deployment& last = deployments.back();
  const model::Duration silence = scope.as_of - last.deployment_time;
  const model::Duration longest = longest_gap(deployments);
  if (silence > silent_for && silence > 2 * longest && silence <= retired_after) {
    found.push_back(
        shown_by(AttentionRule::silent,
                 fmt::format("no deployment for {}; its longest break before was {}",
                             model::duration_text(silence), model::duration_text(longest)),
                 last));
  }
}

void add_fresh(const Deployments& deployments, const model::History& history,
               const AttentionScope& scope, std::vector<Attention>& found) {
  const auto first = history.attempts.front().day;
  if (scope.covered.end - first <= new_for && first - scope.covered.begin >= new_for) {
    found.push_back(shown_by(
        AttentionRule::fresh,
        fmt::format("first deployed on {}, {} since then",
                    model::to_string(std::chrono::year_month_day(first)),
                    deployments.size() == 1 ? std::string("1 deployment")
                                            : fmt::format("{} deployments", deployments.size())),
        deployments.front()));
  }
}

}  // namespace

std::string_view label_of(AttentionRule rule) {
  constexpr std::array<std::string_view, 5> labels{"Failing in a row", "Failure rate up",
                                                   "Open failure", "Silent", "New"};
  return labels[static_cast<std::size_t>(rule)];
}

std::int64_t control_limit(const model::Counts& history, std::int64_t deployments) {
  const double share =
      (static_cast<double>(history.failed) + 1) / (static_cast<double>(history.total()) + 2);
  double term = static_cast<double>(deployments) * std::log1p(-share);  // Logarithm: of no failure.
  double more = 1;                                                      // Than `failures`.
  for (std::int64_t failures = 0; failures < deployments; ++failures) {
    more -= std::exp(term);
    if (more < limit_risk) {
      return failures;
    }
    term += std::log(share / (1 - share) * static_cast<double>(deployments - failures) /
                     static_cast<double>(failures + 1));
  }
  return deployments;
}

std::vector<Attention> attention_of(const std::vector<model::Deployment>& deployments,
                                    const model::History& history, const AttentionScope& scope) {
  std::vector<Attention> found;
  if (deployments.empty()) {
    return found;
  }
  add_failures(deployments, scope, found);
  add_above_limit(history, scope, found);
  add_silent(deployments, scope, found);
  add_fresh(deployments, history, scope, found);
  std::stable_sort(found.begin(), found.end(),
                   [](const Attention& a, const Attention& b) { return a.rule < b.rule; });
  return found;
}

}  // namespace dora::analysis
