// What a hostile case is: a name, one sentence, what must follow, and how it spoils the honest base
// in one way. The tables of all cases.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/tools/hostile_server/honest_gitlab.h"
#include "tests/tools/hostile_server/message.h"

namespace dora::test::hostile {

/// What a run against a case must come to.
struct Outcome {
  bool may_succeed = true;  ///< With the honest figures.
  std::string words{};      ///< Regular expression that the error holds; empty: it must not fail.
  std::string told{};       ///< Not empty: figures that lack something, and these words about it.
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

/// What a case may look at beside the request.
struct Scene {
  const HonestGitLab& gitlab;
  std::string own_url;    ///< `http://127.0.0.1:PORT`
  std::string other_url;  ///< A server that the token must never reach.
  int list_number = 0;    ///< How many lists were asked for, this one included.
};

using Respond = std::function<Reply(const Request&, const Scene&)>;

struct Case {
  std::string name;
  std::string story;
  Outcome outcome;
  Respond respond;
  std::function<void(Item&)> change_item{};  ///< Of the merge request in the middle; may be empty.
  /// Of `collect`, beside the project and the folder.
  std::vector<std::string> options{"--attempts", "2", "--stall-timeout", "60"};
};

/// Changes the honest answer to every list.
using SpoilAnswer = std::function<void(Answer&, const Request&, const Scene&)>;
Case spoiled(std::string name, std::string story, Outcome outcome, const SpoilAnswer& spoil);

/// Puts another body into the answer.
SpoilAnswer body_is(std::string body);

/// Answers every list in its own way, all else honestly.
Case own_reply(std::string name, std::string story, Outcome outcome, const Respond& respond);

/// Changes the honest answer to every list of labels, all else is honest.
Case spoiled_labels(std::string name, std::string story, Outcome outcome, const SpoilAnswer& spoil);

/// Changes the merge request in the middle (iid 100) and answers honestly.
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

/// The honest base first, then all of the above.
std::vector<Case> all_cases();

}  // namespace dora::test::hostile
