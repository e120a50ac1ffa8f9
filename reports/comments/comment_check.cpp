// Decides whether a comment says nothing but what its facts say.
#include "reports/comments/comment_check.h"

#include <algorithm>
#include <bitset>

#include <fmt/format.h>

#include "reports/comments/sentence.h"

namespace dora::comments {
namespace {

using MetricSet = std::bitset<metrics>;
using ScopeSet = std::bitset<scopes>;

/// What a part of a sentence, up to a comma or `and`, cites and claims.
struct Clause {
  std::vector<const Fact*> figures;
  MetricSet named;
  ScopeSet times;
  std::vector<Claim> claims;  ///< Directions and `unusual`.
};

bool is_metric(Claim claim) {
  return claim <= Claim::new_services;
}

std::size_t index_of(Metric metric) {
  return static_cast<std::size_t>(metric);
}

bool went(const Fact& fact, Change change) {
  return fact.change == change;
}

/// For a rate of failures and for times, more is worse. Deployments are neither.
bool is_judged(const Fact& fact) {
  return fact.metric == Metric::failed || fact.metric == Metric::failure_rate ||
         fact.metric == Metric::lead_time || fact.metric == Metric::restore_time;
}

bool supports(const Fact& fact, Claim claim) {
  switch (claim) {
    case Claim::up:
      return went(fact, Change::up);
    case Claim::down:
      return went(fact, Change::down);
    case Claim::worse:
      return is_judged(fact) && went(fact, Change::up);
    case Claim::better:
      return is_judged(fact) && went(fact, Change::down);
    case Claim::flat:
      return went(fact, Change::flat);
    case Claim::unusual:
      return fact.unusual;
    default:
      return true;
  }
}

/// What no figure of the clause may be.
bool contradicts(const Fact& fact, Claim claim) {
  if (claim == Claim::unusual || fact.change == Change::none) {
    return false;
  }
  return !supports(fact, claim);
}

std::string_view name_of(Claim claim) {
  switch (claim) {
    case Claim::up:
      return "a rise";
    case Claim::down:
      return "a fall";
    case Claim::better:
      return "something better";
    case Claim::worse:
      return "something worse";
    case Claim::flat:
      return "no significant change";
    default:
      return "something unusual";
  }
}

class SentenceCheck {
 public:
  SentenceCheck(const Sentence& sentence, const Record& record, std::vector<std::string>& problems)
      : sentence_(sentence), record_(record), problems_(problems) {}

  void run() {
    read();
    if (cited_.empty()) {
      problem("a sentence cites no fact");
    }
    const Clause* before = nullptr;
    for (const Clause& clause : clauses_) {
      check_metrics(clause, before);
      check_times(clause);
      check_claims(clause);
      before = &clause;
    }
    check_aliases();
  }

 private:
  void problem(std::string text) { problems_.push_back(std::move(text)); }

  void read() {
    clauses_.emplace_back();
    bool after_figure = false;
    for (const Token& token : sentence_.tokens) {
      if (token.kind == TokenKind::placeholder) {
        read_placeholder(token.text);
        after_figure = token.text.front() == 'f';
        continue;
      }
      // A colon leads to the figure of its clause.
      const bool ends = token.kind == TokenKind::punctuation && token.text != ":";
      if (ends || token.claim == Claim::joins) {
        clauses_.emplace_back();
      } else if (token.kind == TokenKind::entry) {
        if (after_figure && token.claim == Claim::units) {
          problem(fmt::format("'{}' right after a figure", token.text));
        }
        read_entry(token.claim);
      }
      after_figure = false;
    }
    std::erase_if(clauses_, [](const Clause& clause) {
      return clause.figures.empty() && clause.named.none() && clause.times.none() &&
             clause.claims.empty();
    });
  }

  void read_placeholder(const std::string& id) {
    if (id.front() != 'f') {
      if (find_alias(record_, id) == nullptr) {
        problem(fmt::format("there is no {{{}}}", id));
      }
      named_.push_back(id);
    } else if (const Fact* fact = find_fact(record_, id)) {
      clauses_.back().figures.push_back(fact);
      cited_.push_back(fact);
    } else {
      problem(fmt::format("there is no {{{}}}", id));
    }
  }

  void read_entry(Claim claim) {
    Clause& clause = clauses_.back();
    if (is_metric(claim)) {
      clause.named.set(static_cast<std::size_t>(claim));
    } else if (claim == Claim::before || claim == Claim::recent || claim == Claim::usual) {
      const std::size_t first = static_cast<std::size_t>(Claim::before);
      clause.times.set(static_cast<std::size_t>(claim) - first + 1);
    } else if (claim >= Claim::up && claim <= Claim::unusual) {
      clause.claims.push_back(claim);
    }
  }

  /// A clause that names no metric speaks of those of the clause before it.
  void check_metrics(const Clause& clause, const Clause* before) {
    MetricSet cited;
    for (const Fact* fact : clause.figures) {
      cited.set(index_of(fact->metric));
    }
    const MetricSet allowed = clause.named.any()  ? clause.named
                              : before != nullptr ? before->named
                                                  : MetricSet();
    if ((cited & ~allowed).any()) {
      problem("a clause cites a figure without saying what it measures");
    }
    MetricSet anywhere;
    for (const Fact* fact : cited_) {
      anywhere.set(index_of(fact->metric));
    }
    if ((clause.named & ~(clause.figures.empty() ? anywhere : cited)).any()) {
      problem("a clause names something that it cites no figure of");
    }
  }

  void check_times(const Clause& clause) {
    ScopeSet cited;
    for (const Fact* fact : clause.figures) {
      cited.set(static_cast<std::size_t>(fact->scope));
    }
    ScopeSet needed = cited;
    needed.reset(static_cast<std::size_t>(Scope::current));
    if (needed != clause.times) {
      problem(
          "a clause does not say which time its figures are of: 'before' for the week before, "
          "'recent' for recent weeks or days, 'usual' for what would be usual, and none of these "
          "for the week");
    }
  }

  void check_claims(const Clause& clause) {
    for (const Claim claim : clause.claims) {
      const bool supported = std::ranges::any_of(
          clause.figures, [claim](const Fact* fact) { return supports(*fact, claim); });
      const bool contradicted = std::ranges::any_of(
          clause.figures, [claim](const Fact* fact) { return contradicts(*fact, claim); });
      if (!supported || contradicted) {
        problem(fmt::format("a clause says {}, which its figures do not", name_of(claim)));
      }
    }
  }

  /// A record of one service is about it, whether it is named or not.
  void check_aliases() {
    if (record_.id == "week") {
      check_alias('s', "services");
    }
    check_alias('t', "tiers");
  }

  /// All figures of a sentence are of the service or tier that it names, or of none.
  void check_alias(char kind, std::string_view plural) {
    std::string named;
    for (const std::string& id : named_) {
      if (id.front() == kind && !named.empty() && id != named) {
        problem(fmt::format("a sentence names several {}", plural));
      }
      named = id.front() == kind ? id : named;
    }
    for (const Fact* fact : cited_) {
      const std::string& of = kind == 's' ? fact->service : fact->tier;
      if (of != named) {
        problem(of.empty() ? fmt::format("{{{}}} is not of {{{}}}", fact->id, named)
                           : fmt::format("{{{}}} is of {{{}}}, which its sentence must name alone",
                                         fact->id, of));
      }
    }
  }

  const Sentence& sentence_;
  const Record& record_;
  std::vector<std::string>& problems_;
  std::vector<Clause> clauses_;
  std::vector<const Fact*> cited_;
  std::vector<std::string> named_;
};

}  // namespace

std::vector<std::string> problems_of(const std::vector<std::string>& sentences,
                                     const Record& record, const WordList& words) {
  std::vector<std::string> problems;
  std::size_t size = 0;
  for (const std::string& text : sentences) {
    size += text.size() + 1;
  }
  if (sentences.empty() || sentences.size() > most_sentences || size > longest_comment + 1) {
    problems.push_back(fmt::format("write 1 to {} sentences, at most {} characters in all",
                                   most_sentences, longest_comment));
    return problems;
  }
  for (const std::string& text : sentences) {
    const Sentence sentence = parse_sentence(text, words);
    problems.insert(problems.end(), sentence.problems.begin(), sentence.problems.end());
    if (sentence.problems.empty()) {
      SentenceCheck(sentence, record, problems).run();
    }
  }
  std::ranges::sort(problems);
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return problems;
}

}  // namespace dora::comments
