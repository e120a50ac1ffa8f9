// Describes a hostile case: a name, a sentence, the expected outcome, and how it spoils the honest
// base in one way. Declares the tables of all cases.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/tools/hostile_server/honest_gitlab.h"
#include "tests/tools/hostile_server/message.h"

namespace dora::test::hostile {

/// The required outcome of a run against a case.
struct Outcome {
  bool may_succeed = true;  ///< With correct figures.
  std::string words{};      ///< Regular expression that the error matches; empty: it must not fail.
  std::string told{};       ///< Not empty: the figures are incomplete, and this reports it.
};

inline Outcome right_figures() {
  return {true};
}
inline Outcome figures_that_say(std::string told) {
  return {true, {}, std::move(told)};
}
inline Outcome fails_with(std::string words) {
  return {false, std::move(words)};
}
inline Outcome right_figures_or(std::string words) {
  return {true, std::move(words)};
}

/// What a case may use besides the request.
struct Scene {
  const HonestGitLab& gitlab;
  std::string own_url;    ///< `http://127.0.0.1:PORT`
  std::string other_url;  ///< A server that the token must never reach.
  int list_number = 0;    ///< How many lists were requested, including this one.
};

using Respond = std::function<Reply(const Request&, const Scene&)>;

struct Case {
  std::string name;
  std::string story;
  Outcome outcome;
  Respond respond;
  std::function<void(Item&)> change_item{};  ///< For the middle merge request; may be empty.
  /// Options of `collect` besides the project and the folder.
  std::vector<std::string> options{"--attempts", "2", "--stall-timeout", "60"};
};

/// Changes the honest answer to every list.
using SpoilAnswer = std::function<void(Answer&, const Request&, const Scene&)>;
Case spoiled(std::string name, std::string story, Outcome outcome, const SpoilAnswer& spoil);

/// Replaces the answer's body.
SpoilAnswer body_is(std::string body);

/// Answers every list in its own way, everything else honestly.
Case own_reply(std::string name, std::string story, Outcome outcome, const Respond& respond);

/// Changes the honest answer to every list of labels; everything else is honest.
Case spoiled_labels(std::string name, std::string story, Outcome outcome, const SpoilAnswer& spoil);

/// Changes the middle merge request (iid 100) and answers honestly.
Case odd_item(std::string name, std::string story, Outcome outcome,
              const std::function<void(Item&)>& change);

std::vector<Case> paging_cases();
std::vector<Case> status_cases();
std::vector<Case> redirect_cases();
std::vector<Case> transport_cases();
std::vector<Case> json_cases();
std::vector<Case> field_cases();
std::vector<Case> label_list_cases();
std::vector<Case> limit_cases();

/// Returns the honest base first, then all of the above.
std::vector<Case> all_cases();

}  // namespace dora::test::hostile
