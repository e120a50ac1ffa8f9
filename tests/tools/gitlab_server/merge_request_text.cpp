// Invents the people, branch and description of a merge request.
#include "tests/tools/gitlab_server/merge_request_text.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace dora::test {
namespace {

// Some are traps for parsers that search text instead of reading JSON.
constexpr std::array<std::string_view, 20> phrases{
    "Rolls the new image out to all replicas, one after the other. ",
    "The readiness probe now waits for the cache to be warm. ",
    "Raises the memory limit after the alerts of last week. ",
    "Needs the migration of the orders table to be done first. ",
    "Can be taken back by reverting this merge request. ",
    "\n\n## Checks\n\n- [x] dashboards looked at\n- [x] on-call told\n- [ ] release notes\n",
    "The same change has been running on staging since yesterday. ",
    "Feature flags stay as they are. ",
    "| metric | before | after |\n| --- | --- | --- |\n| p95 | 212 ms | 187 ms |\n",
    "```json\n{\"labels\": [\"service:not-a-label\", \"tier:none\"], \"state\": \"closed\"}\n```\n",
    "No change of configuration. ",
    "Tested with \"quotes\", back\\slashes and a tab\there. ",
    "デプロイ後に監視を確認してください。",
    "Größere Änderung, bitte außerhalb der Stoßzeiten. ",
    "Ships the fix for the flaky upload 🚀. ",
    "Two replicas more in each region until the sale is over. ",
    "The chart's values moved to their own file; nothing else changed. ",
    "Removes the old endpoint, which nobody called for a month. ",
    "https://gitlab.example.com/platform/deployments/-/pipelines/ has the run. ",
    "Timeouts to the ledger are shorter, retries are fewer. "};

constexpr std::array<std::string_view, 6> branch_words{"bump",   "release", "rollout",
                                                       "hotfix", "update",  "promote"};

/// One multiplication per number: 85,000 descriptions are written while a client waits.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed | 1U) {}
  unsigned below(unsigned limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<unsigned>((state_ >> 33U) % limit);
  }

 private:
  std::uint64_t state_;
};

std::size_t description_size(Dice& dice) {
  const unsigned kind = dice.below(1000);
  if (kind < 60) {
    return 0;
  }
  return kind < 995 ? 50 + dice.below(500) : 8'000 + dice.below(16'000);
}

}  // namespace

MergeRequestText invent_text(std::uint64_t seed, std::int64_t iid) {
  Dice dice(seed);
  MergeRequestText text;
  text.author = static_cast<int>(1 + dice.below(240));
  text.finisher = static_cast<int>(1 + dice.below(240));
  text.has_milestone = dice.below(4) == 0;
  text.notes = static_cast<int>(dice.below(9));
  text.branch = fmt::format("{}-{}", branch_words[dice.below(branch_words.size())], iid);
  for (int part = 0; part < 5; ++part) {
    text.sha += fmt::format("{:08x}", dice.below(0x7fffffff));
  }
  const std::size_t size = description_size(dice);
  text.description.reserve(size + 100);
  while (text.description.size() < size) {
    text.description += phrases[dice.below(phrases.size())];
  }
  return text;
}

}  // namespace dora::test
