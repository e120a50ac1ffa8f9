// Collects the facts of a record and gives them, services and tiers their aliases.
#include "reports/comments/fact_list.h"

#include <fmt/format.h>

#include "collector/model/wording.h"

namespace dora::comments {
namespace {

constexpr std::int64_t recent_days = analysis::recent_days.count();

/// Adds facts of one finding, which share its service and tier.
class FindingFacts {
 public:
  FindingFacts(std::string service, std::string tier, FactList& facts)
      : service_(std::move(service)), tier_(std::move(tier)), facts_(facts) {}

  void add(std::string meaning, std::string value, Metric metric, Scope scope,
           Change change = Change::none) {
    facts_.add(
        {"", std::move(meaning), std::move(value), metric, scope, change, true, service_, tier_});
  }

 private:
  std::string service_;
  std::string tier_;
  FactList& facts_;
};

std::string usual_text(double usual) {
  return fmt::format("{:.1f}", usual);
}

void add_failing(const analysis::Attention& found, FindingFacts& facts) {
  facts.add("time without a success, still failing", model::duration_text(found.lasts),
            Metric::outage, Scope::current);
  facts.add("deployments that failed in a row", model::count_text(found.count), Metric::failed,
            Scope::current);
}

void add_rate(const analysis::Attention& found, FindingFacts& facts) {
  facts.add(fmt::format("failed deployments in the last {} days", recent_days),
            model::count_text(found.count), Metric::failed, Scope::recent, Change::up);
  facts.add(fmt::format("deployments in the last {} days", recent_days),
            model::count_text(found.of), Metric::deployments, Scope::recent);
  facts.add("failed deployments that would be usual", usual_text(found.usual), Metric::failed,
            Scope::usual);
}

void add_quiet(const analysis::Attention& found, FindingFacts& facts) {
  facts.add("time without a deployment", model::duration_text(found.lasts), Metric::gap,
            Scope::current);
  facts.add(fmt::format("longest time without a deployment in the {} days before",
                        analysis::past_days.count()),
            model::duration_text(found.longest), Metric::gap, Scope::before);
}

void add_frequency(const analysis::Attention& found, Change change, FindingFacts& facts) {
  facts.add(fmt::format("deployments in the last {} days", recent_days),
            model::count_text(found.count), Metric::deployments, Scope::recent, change);
  facts.add(fmt::format("deployments in {} days that would be usual", recent_days),
            usual_text(found.usual), Metric::deployments, Scope::usual);
}

}  // namespace

FactList::FactList(std::string id, std::string week) {
  record_.id = std::move(id);
  record_.week = std::move(week);
}

void FactList::add(Fact fact) {
  fact.id = fmt::format("f{}", record_.facts.size() + 1);
  record_.facts.push_back(std::move(fact));
}

std::string FactList::alias(char kind, std::string_view name) {
  if (name.empty()) {
    return "";
  }
  std::size_t number = 1;
  for (const Alias& each : record_.aliases) {
    if (each.id.front() == kind) {
      if (each.name == name) {
        return each.id;
      }
      ++number;
    }
  }
  record_.aliases.push_back({fmt::format("{}{}", kind, number), std::string(name)});
  return record_.aliases.back().id;
}

std::string FactList::service(std::string_view name) {
  return alias('s', name);
}

std::string FactList::tier(std::string_view name) {
  return alias('t', name);
}

void add_finding(const analysis::Attention& found, const std::string& service, FactList& facts) {
  FindingFacts finding(service, facts.tier(found.tier), facts);
  switch (found.rule) {
    case analysis::AttentionRule::failing:
      return add_failing(found, finding);
    case analysis::AttentionRule::failure_rate_up:
      return add_rate(found, finding);
    case analysis::AttentionRule::quiet:
      return add_quiet(found, finding);
    case analysis::AttentionRule::fewer:
      return add_frequency(found, Change::down, finding);
    case analysis::AttentionRule::more:
      return add_frequency(found, Change::up, finding);
  }
}

}  // namespace dora::comments
