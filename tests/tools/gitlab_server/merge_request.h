// A merge request in the test server, with the truth behind its labels.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tools/gitlab_server/moment.h"

namespace dora::test {

enum class State : std::uint8_t { opened, closed, locked, merged };

/// `opened`, `closed`, `locked`, `merged`.
std::string_view to_text(State state);

struct MergeRequest {
  std::int64_t id = 0;   ///< Unique on the server.
  std::int64_t iid = 0;  ///< The number within the project.
  State state = State::opened;
  Moment created_at;
  Moment updated_at;
  std::optional<Moment> merged_at;
  std::optional<Moment> closed_at;
  std::vector<std::string> labels;  ///< By title, as GitLab lists them.
  std::string title;
  std::uint64_t text_seed = 0;  ///< Determines people, branch and description.
  bool long_description = false;

  // What the labels say, so that expected results need not parse them.
  std::vector<std::string> services;
  std::vector<std::string> tiers;
};

struct Project {
  std::int64_t id = 4242;
  std::string path = "platform/deployments";
  /// The address GitLab is configured with; not where the test server listens.
  std::string web_root = "https://gitlab.example.com";
};

}  // namespace dora::test
