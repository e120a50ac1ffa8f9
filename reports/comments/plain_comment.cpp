// Writes a comment without a model, from the same facts and by the same rules.
#include "reports/comments/plain_comment.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "reports/comments/comment_check.h"

namespace dora::comments {
namespace {

constexpr std::size_t sentences_shown = 3;

/// Which fact is meant; facts of one finding share the last three.
struct Wanted {
  Metric metric;
  Scope scope = Scope::current;
  bool unusual = false;
  std::string service{};
  std::string tier{};
};

const Fact* find_wanted(const Record& record, const Wanted& wanted) {
  const auto found = std::ranges::find_if(record.facts, [&](const Fact& fact) {
    return fact.metric == wanted.metric && fact.scope == wanted.scope &&
           fact.unusual == wanted.unusual && fact.service == wanted.service &&
           fact.tier == wanted.tier;
  });
  return found == record.facts.end() ? nullptr : &*found;
}

std::string cited(const Fact& fact) {
  return "{" + fact.id + "}";
}

/// Writes the sentences of one finding, or of one failure.
class PlainFinding {
 public:
  PlainFinding(const Record& record, const Fact& fact) : record_(record), fact_(fact) {
    const std::string service =
        fact.service.empty() ? std::string(record.id == "week" ? "" : "s1") : fact.service;
    subject_ = fmt::format("{{{}}}{}", service,
                           fact.tier.empty() ? "" : fmt::format(" in {{{}}}", fact.tier));
  }

  std::string sentence() const {
    const Fact* failed = other(Metric::failed, fact_.scope);
    const Fact* deployments = other(Metric::deployments, fact_.scope);
    const Fact* gap = other(Metric::gap, Scope::before);
    const Fact* usual = other(fact_.metric, Scope::usual);
    if (fact_.metric == Metric::outage) {
      return fmt::format(
          "{} has been without a success for {}{}.", subject_, cited(fact_),
          failed == nullptr ? "" : fmt::format(", with {} failures in a row", cited(*failed)));
    }
    if (fact_.metric == Metric::gap && gap != nullptr) {
      return fmt::format("{} has been without a deployment for {}, against an earlier gap of {}.",
                         subject_, cited(fact_), cited(*gap));
    }
    if (fact_.metric == Metric::failed && deployments != nullptr && usual != nullptr) {
      return fmt::format("{} had {} failures in {} recent deployments, {} would be usual.",
                         subject_, cited(fact_), cited(*deployments), cited(*usual));
    }
    if (fact_.metric == Metric::deployments && usual != nullptr) {
      return fmt::format("{} had {} deployments in recent days, {} would be usual.", subject_,
                         cited(fact_), cited(*usual));
    }
    return "";
  }

 private:
  const Fact* other(Metric metric, Scope scope) const {
    return find_wanted(record_, {metric, scope, fact_.unusual, fact_.service, fact_.tier});
  }

  const Record& record_;
  const Fact& fact_;
  std::string subject_;
};

/// What was found, and what failed: one sentence for each service and tier, what is unusual first.
void add_findings(const Record& record, std::vector<std::string>& sentences) {
  std::set<std::pair<std::string, std::string>> told;
  for (const bool unusual : {true, false}) {
    for (const Fact& fact : record.facts) {
      const bool begins = unusual ? fact.unusual : fact.metric == Metric::outage && !fact.unusual;
      if (!begins || told.contains({fact.service, fact.tier})) {
        continue;
      }
      if (std::string sentence = PlainFinding(record, fact).sentence(); !sentence.empty()) {
        told.emplace(fact.service, fact.tier);
        sentences.push_back(std::move(sentence));
      }
    }
  }
}

void add_recoveries(const Record& record, std::vector<std::string>& sentences) {
  for (const Fact& fact : record.facts) {
    if (fact.metric == Metric::restore_time && !fact.tier.empty()) {
      sentences.push_back(
          fmt::format("{{s1}} was restored in {{{}}} after {}.", fact.tier, cited(fact)));
    }
  }
}

void add_change(const Record& record, Metric metric, std::string_view name,
                std::vector<std::string>& sentences) {
  const Fact* now = find_wanted(record, {metric});
  const Fact* before = find_wanted(record, {metric, Scope::before});
  if (now == nullptr || before == nullptr || now->change == Change::none ||
      now->change == Change::flat) {
    return;
  }
  sentences.push_back(fmt::format("{} {} to {}, from {} in the week before.", name,
                                  now->change == Change::up ? "rose" : "fell", cited(*now),
                                  cited(*before)));
}

void add_flat_rate(const Record& record, std::vector<std::string>& sentences) {
  const Fact* now = find_wanted(record, {Metric::failure_rate});
  const Fact* before = find_wanted(record, {Metric::failure_rate, Scope::before});
  if (now != nullptr && before != nullptr && now->change == Change::flat) {
    sentences.push_back(
        fmt::format("The failure rate was {}, no significant change from {} in the week before.",
                    cited(*now), cited(*before)));
  }
}

void add_totals(const Record& record, std::vector<std::string>& sentences) {
  const bool week = record.id == "week";
  const Fact* deployments = find_wanted(record, {Metric::deployments});
  const Fact* failed = find_wanted(record, {Metric::failed});
  if (deployments != nullptr && failed != nullptr) {
    sentences.push_back(fmt::format("{} had {} deployments in the week, {} failed.",
                                    week ? "The services" : "{s1}", cited(*deployments),
                                    cited(*failed)));
  }
  const Fact* failing = find_wanted(record, {Metric::failing_services});
  const Fact* recovered = find_wanted(record, {Metric::recovered_services});
  if (failing != nullptr && recovered != nullptr) {
    sentences.push_back(fmt::format("{} services began failing, {} recovered.", cited(*failing),
                                    cited(*recovered)));
  }
}

}  // namespace

std::vector<std::string> plain_comment(const Record& record) {
  std::vector<std::string> sentences;
  const bool week = record.id == "week";
  if (week) {
    add_totals(record, sentences);
  }
  add_findings(record, sentences);
  add_recoveries(record, sentences);
  add_change(record, Metric::failure_rate, "The failure rate", sentences);
  add_change(record, Metric::deployments, "Deployments", sentences);
  add_change(record, Metric::lead_time, "The lead time", sentences);
  add_change(record, Metric::restore_time, "The time to restore", sentences);
  add_flat_rate(record, sentences);
  if (!week) {
    add_totals(record, sentences);
  }
  if (const Fact* recent = find_wanted(record, {Metric::deployments, Scope::recent});
      sentences.empty() && recent != nullptr) {
    sentences.push_back(fmt::format("{{s1}} had {} deployments in recent weeks.", cited(*recent)));
  }
  sentences.resize(std::min(sentences.size(), sentences_shown));
  std::size_t size = 0;
  const auto fits = [&size](const std::string& sentence) {
    size += sentence.size() + 1;
    return size <= longest_comment;
  };
  sentences.erase(std::find_if_not(sentences.begin(), sentences.end(), fits), sentences.end());
  return sentences;
}

}  // namespace dora::comments
