// What changed since an earlier report, in words.
#include "reports/pages/changes_page.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/text/fold.h"
#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/markdown.h"
#include "reports/pages/parts/reason.h"
#include "reports/pages/service_page.h"
#include "reports/pages/services_page.h"

namespace dora::pages {
namespace {

using Reasons = std::set<inputs::AttentionReason>;

/// What is known of a service in one of the two reports.
struct State {
  bool known = false;
  model::Counts counts;
  Reasons reasons;
};

/// `Failing in production`, for what is in `some` and not in `others`.
std::vector<std::string> texts_of(const Reasons& some, const Reasons& others) {
  std::vector<inputs::AttentionReason> left;
  std::ranges::set_difference(some, others, std::back_inserter(left));
  std::vector<std::string> texts;
  std::ranges::transform(left, std::back_inserter(texts), [](const auto& reason) {
    const std::string label(label_of(reason.first));
    return reason.second.empty() ? label
                                 : fmt::format("{} in {}", label, text::printable(reason.second));
  });
  return texts;
}

std::string difference(std::int64_t now, std::int64_t before) {
  return now == before ? "" : signed_text(now - before);
}

ChangeRow row_of(const std::string& name, const State& now, const State& before) {
  ChangeRow row;
  row.name = text::printable(name);
  row.page = now.known ? service_file(name, "html") : "";
  row.begun = texts_of(now.reasons, before.reasons);
  row.ended = texts_of(before.reasons, now.reasons);
  row.note = !now.known ? "no longer in the data" : !before.known ? "new" : "";
  row.deployments = difference(now.counts.total(), before.counts.total());
  row.failed = difference(now.counts.failed, before.counts.failed);
  return row;
}

bool is_changed(const ChangeRow& row) {
  return !row.begun.empty() || !row.ended.empty() || !row.note.empty() ||
         !row.deployments.empty() || !row.failed.empty();
}

/// What a reader wants to know first.
auto urgency(const ChangeRow& row) {
  return std::tuple(row.begun.empty(), row.ended.empty(), row.note.empty(), row.failed.empty(),
                    text::folded(row.name), row.name);
}

std::map<std::string, State> states_of(const analysis::ReportData& data,
                                       const analysis::Findings& findings) {
  std::map<std::string, State> states;
  for (std::size_t i = 0; i < data.summary.services.size(); ++i) {
    State state{true, total_of(data.summary.services[i]), {}};
    for (const analysis::Finding& finding : findings.of(i)) {
      state.reasons.emplace(finding.attention.rule, finding.attention.tier);
    }
    states.emplace(data.summary.services[i].service, std::move(state));
  }
  return states;
}

State state_of(const inputs::EarlierReport& earlier, const std::string& name) {
  const auto found = earlier.services.find(name);
  return found == earlier.services.end() ? State()
                                         : State{true, found->second.counts, found->second.reasons};
}

/// `3 more deployments`, `1 fewer deployment`.
std::string more_or_fewer(std::int64_t now, std::int64_t before, std::string_view thing) {
  const std::int64_t more = now - before;
  return more < 0
             ? fmt::format("{} fewer {}{}", model::count_text(-more), thing, more == -1 ? "" : "s")
             : fmt::format("{} more {}{}", model::count_text(more), thing, more == 1 ? "" : "s");
}

/// How many services began and ceased to need attention.
struct Turns {
  std::int64_t begun = 0;
  std::int64_t ended = 0;

  void see(const State& now, const State& before) {
    begun += !now.reasons.empty() && before.reasons.empty() ? 1 : 0;
    ended += now.reasons.empty() && !before.reasons.empty() ? 1 : 0;
  }
};

std::string sentence_of(const model::Counts& now, const model::Counts& before, const Turns& turns) {
  std::string text = now == before ? "No further deployments"
                                   : more_or_fewer(now.total(), before.total(), "deployment");
  const std::int64_t failed = now.failed - before.failed;
  text += now == before ? ""
          : failed >= 0 ? fmt::format(", {} failed", model::count_text(failed))
                        : fmt::format(", {} fewer failed", model::count_text(-failed));
  text += turns.begun == 0
              ? ". No further service needs attention"
              : fmt::format(". {} newly {} attention", model::counted(turns.begun, "service"),
                            turns.begun == 1 ? "needs" : "need");
  return text + (turns.ended == 0
                     ? "."
                     : fmt::format("; {} no longer {}.", model::count_text(turns.ended),
                                   turns.ended == 1 ? "does" : "do"));
}

}  // namespace

ChangesPage changes_page(const analysis::ReportData& data, const analysis::Analysis& analysis,
                         const inputs::EarlierReport& earlier) {
  ChangesPage page;
  page.since = long_time_text(earlier.as_of, data.zone);
  std::map<std::string, State> now = states_of(data, analysis.findings);
  std::int64_t unchanged = 0;
  model::Counts total;
  Turns turns;
  for (const auto& [name, service] : earlier.services) {
    now.try_emplace(name);
  }
  for (const auto& [name, state] : now) {
    total += state.counts;
    const State before = state_of(earlier, name);
    turns.see(state, before);
    ChangeRow row = row_of(name, state, before);
    if (is_changed(row)) {
      page.rows.push_back(std::move(row));
    } else {
      ++unchanged;
    }
  }
  std::ranges::sort(page.rows, {}, urgency);
  page.unchanged = unchanged == 0 ? "" : model::counted(unchanged, "service");
  page.sentence = sentence_of(total, earlier.totals, turns);
  return page;
}

std::string changes_markdown(const ChangesPage& page, const std::string& title,
                             const std::string& site_url) {
  std::string text =
      fmt::format("## {} of {}\n\n{}\n", linked("Changes", "changes.html", site_url), code(title),
                  fmt::format("Since {}: {}", page.since, page.sentence));
  text += page.rows.empty() ? "" : "\n";
  const std::size_t shown = std::min(page.rows.size(), changes_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const ChangeRow& row = page.rows[i];
    std::vector<std::string> parts;
    std::ranges::transform(row.begun, std::back_inserter(parts),
                           [](const std::string& reason) { return "now " + code(reason); });
    std::ranges::transform(row.ended, std::back_inserter(parts),
                           [](const std::string& reason) { return "no longer " + code(reason); });
    if (!row.note.empty()) {
      parts.push_back(row.note);
    }
    if (!row.deployments.empty()) {
      parts.push_back(row.deployments + " deployments");
    }
    if (!row.failed.empty()) {
      parts.push_back(row.failed + " failed");
    }
    const std::string name = code(row.name);
    text += fmt::format("- {}: {}\n", row.page.empty() ? name : linked(name, row.page, site_url),
                        fmt::join(parts, ", "));
  }
  if (shown < page.rows.size()) {
    text += fmt::format("- and {} more\n", page.rows.size() - shown);
  }
  return text;
}

}  // namespace dora::pages
