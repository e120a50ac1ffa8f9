// Decides which merge requests the user excluded: by author, by label, or because a bot made them.
// Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "collector/gitlab/merge_request.h"

namespace dora::counting {

struct Exclusions {
  std::vector<std::string> authors;  ///< User names; case does not matter, as in GitLab.
  std::vector<std::string> labels;   ///< Whole labels, as written.
  bool bots = false;
};

enum class Exclusion : std::uint8_t { none, author, label, bot };

/// Returns the first reason that applies, in the order of the values.
Exclusion exclusion_of(const gitlab::MergeRequest& merge_request, const Exclusions& exclusions);

/// Returns whether the user is one that GitLab creates for access tokens,
/// `project_123_bot_4ffca233d8298ea1` and `group_123_bot`, with or without a suffix
/// (https://docs.gitlab.com/user/project/settings/project_access_tokens/#bot-users-for-projects,
/// https://docs.gitlab.com/user/group/settings/group_access_tokens/#bot-users-for-groups), or is
/// named after Renovate or Dependabot: `renovate`, `renovate-bot`, `dependabot[bot]`. GitLab's
/// lists do not say who is a bot.
bool is_bot_name(std::string_view user_name);

}  // namespace dora::counting
