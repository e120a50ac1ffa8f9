// Which merge requests were asked to be left out: by their author, by a label, because a program
// made them. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "collector/gitlab/merge_request.h"

namespace dora::counting {

struct Exclusions {
  std::vector<std::string> authors;  ///< User names; capitals do not matter, as in GitLab.
  std::vector<std::string> labels;   ///< Whole labels, as they are written.
  bool bots = false;
};

enum class Exclusion : std::uint8_t { none, author, label, bot };

/// The first reason that applies, in the order of the values.
Exclusion exclusion_of(const gitlab::MergeRequest& merge_request, const Exclusions& exclusions);

/// The users that GitLab makes for access tokens, `project_123_bot_4ffca233d8298ea1` and
/// `group_123_bot`, with or without what follows
/// (https://docs.gitlab.com/user/project/settings/project_access_tokens/#bot-users-for-projects,
/// https://docs.gitlab.com/user/group/settings/group_access_tokens/#bot-users-for-groups), and
/// users named after Renovate or Dependabot: `renovate`, `renovate-bot`, `dependabot[bot]`.
/// GitLab's lists do not say who is a bot.
bool is_bot_name(std::string_view user_name);

}  // namespace dora::counting
