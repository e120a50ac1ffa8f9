// hostile-server: a GitLab that spoils its answers in one named way; lists its cases if none is
// named.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include "tests/tools/hostile_server/server.h"

namespace {

using namespace dora::test::hostile;

std::string text_of(const Outcome& outcome) {
  if (!outcome.told.empty()) {
    return fmt::format("figures that say /{}/", outcome.told);
  }
  if (outcome.words.empty()) {
    return "right figures";
  }
  return fmt::format("{}exit 1 with /{}/", outcome.may_succeed ? "right figures or " : "",
                     outcome.words);
}

void list_cases() {
  for (const Case& each : all_cases()) {
    fmt::print("{:30} {} [{}]\n", each.name, each.story, text_of(each.outcome));
  }
}

int serve(const std::string& name) {
  const std::vector<Case> cases = all_cases();
  const auto found =
      std::find_if(cases.begin(), cases.end(), [&](const Case& each) { return each.name == name; });
  if (found == cases.end()) {
    fmt::print(stderr, "hostile-server: error: no case '{}'; without arguments it lists them\n",
               name);
    return 2;
  }
  sigset_t ends{};
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  // Before the server's threads start: they must not receive its signals.
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  const Server other(cases.front());
  const Server server(*found, other.url());
  fmt::print("listening on {}\n", server.url());
  std::fflush(stdout);
  int signal = 0;
  ::sigwait(&ends, &signal);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 2) {
      return serve(argv[1]);
    }
    list_cases();
    return argc == 1 ? 0 : 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "hostile-server: error: {}\n", error.what());
    return 1;
  }
}
