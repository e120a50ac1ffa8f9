// Decides which requests fail, and how: parses --fail and counts requests.
#include "tests/tools/gitlab_server/failure_plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"

namespace dora::test {
namespace {

constexpr std::array<std::pair<std::string_view, FailureKind>, 24> kinds{{
    {"429", FailureKind::too_many_requests},
    {"429-retry-after", FailureKind::too_many_requests_retry_after},
    {"429-retry-date", FailureKind::too_many_requests_retry_date},
    {"401-expired", FailureKind::token_expired},
    {"408", FailureKind::request_timeout},
    {"500", FailureKind::server_error},
    {"502-html", FailureKind::bad_gateway},
    {"503", FailureKind::unavailable},
    {"reset", FailureKind::reset},
    {"close", FailureKind::close},
    {"truncate", FailureKind::truncate},
    {"hang", FailureKind::hang},
    {"drip", FailureKind::drip},
    {"garbage", FailureKind::garbage},
    {"sign-in-page", FailureKind::sign_in_page},
    {"huge-headers", FailureKind::huge_headers},
    {"invalid-utf8", FailureKind::invalid_utf8},
    {"deep-nesting", FailureKind::deep_nesting},
    {"wrong-type", FailureKind::wrong_type},
    {"wrong-shape", FailureKind::wrong_shape},
    {"403", FailureKind::forbidden},
    {"404", FailureKind::not_found},
    {"413", FailureKind::too_large},
    {"redirect-same", FailureKind::redirect_same},
}};

[[noreturn]] void fail(std::string_view spec, std::string_view word, std::string_view what) {
  throw base::UsageError(
      fmt::format("--fail {}: '{}' {}; --help lists the words", spec, word, what));
}

FailureKind parse_kind(std::string_view spec, std::string_view word) {
  for (const auto& [name, kind] : kinds) {
    if (name == word) {
      return kind;
    }
  }
  fail(spec, word, "is not a kind of failure");
}

std::size_t parse_number(std::string_view spec, std::string_view word, std::string_view digits) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value == 0) {
    fail(spec, word, "needs a number from 1");
  }
  return value;
}

std::string parse_place(std::string_view spec, std::string_view word, std::string_view part) {
  constexpr std::array<std::string_view, 7> parts{"list",  "labels", "project", "user",
                                                  "notes", "write",  "upload"};
  if (std::find(parts.begin(), parts.end(), part) == parts.end()) {
    fail(spec, word, "is neither on=list, on=labels nor on=project");
  }
  return std::string(part);
}

void parse_selector(std::string_view spec, std::string_view word, FailureRule& rule) {
  using Time = FailureRule::Time;
  const std::size_t equals = std::min(word.find('='), word.size());
  const std::string_view name = word.substr(0, equals);
  const std::string_view value = word.substr(std::min(equals + 1, word.size()));
  if (word == "always") {
    rule.time = Time::always;
  } else if (name == "on") {
    rule.on = parse_place(spec, word, value);
  } else if (name == "page") {
    rule.page = parse_number(spec, word, value);
  } else if (name == "seconds") {
    rule.seconds = static_cast<int>(parse_number(spec, word, value));
  } else if (name == "first" || name == "every" || name == "after") {
    rule.time = name == "first" ? Time::first : name == "every" ? Time::every : Time::after;
    rule.number = parse_number(spec, word, value);
  } else {
    fail(spec, word, "is not a selector");
  }
}

bool in_place(const FailureRule& rule, const FailureTarget& target) {
  return (rule.on.empty() || rule.on == target.part) &&
         (!rule.page || (target.is_list && *rule.page == target.page)) &&
         (rule.kind != FailureKind::redirect_same || target.by_path);
}

/// `count` includes the current request.
bool in_time(const FailureRule& rule, std::size_t count) {
  switch (rule.time) {
    case FailureRule::Time::first:
      return count <= rule.number;
    case FailureRule::Time::every:
      return count % rule.number == 0;
    case FailureRule::Time::after:
      return count > rule.number;
    case FailureRule::Time::always:
      break;
  }
  return true;
}

}  // namespace

FailureRule parse_failure(std::string_view spec) {
  constexpr std::string_view redirect_other = "redirect-other=";
  FailureRule rule;
  if (spec.starts_with(redirect_other)) {
    rule.kind = FailureKind::redirect_other;
    rule.url = spec.substr(redirect_other.size());
    if (rule.url.empty()) {
      fail(spec, spec, "needs a URL");
    }
    return rule;
  }
  std::size_t end = std::min(spec.find(':'), spec.size());
  rule.kind = parse_kind(spec, spec.substr(0, end));
  while (end < spec.size()) {
    const std::size_t begin = end + 1;
    end = std::min(spec.find(':', begin), spec.size());
    parse_selector(spec, spec.substr(begin, end - begin), rule);
  }
  return rule;
}

FailurePlan::FailurePlan(std::vector<FailureRule> rules)
    : rules_(std::move(rules)), counts_(rules_.size(), 0) {}

const FailureRule* FailurePlan::next(const FailureTarget& target) {
  const std::lock_guard lock(mutex_);
  const FailureRule* chosen = nullptr;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (in_place(rules_[i], target) && in_time(rules_[i], ++counts_[i]) && chosen == nullptr) {
      chosen = &rules_[i];
    }
  }
  return chosen;
}

}  // namespace dora::test
