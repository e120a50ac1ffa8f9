// One merge request as listed by GitLab, and the parser for a page of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/instant.h"

namespace dora::gitlab {

/// `other` is any state that GitLab does not document.
enum class State : std::uint8_t { opened, closed, locked, merged, other };

/// The fields we need from GET /projects/:id/merge_requests
/// (https://docs.gitlab.com/api/merge_requests/#list-project-merge-requests), without descriptions,
/// which would fill memory.
struct MergeRequest {
  std::int64_t iid = 0;
  State state = State::other;
  model::Instant created_at;
  model::Instant updated_at;  ///< created_at if the server sends none.
  /// Missing for merge requests of old or imported projects, and in GitLab 10 and older.
  std::optional<model::Instant> merged_at;
  std::optional<model::Instant> closed_at;
  std::vector<std::string> labels;
  std::string author;          ///< The user name; empty if there is none.
  bool author_is_bot = false;  ///< If the server says so: GitLab's lists rarely do.
  std::string title;
  std::string source_branch;
  std::string target_branch;
  std::string web_url;

  bool operator==(const MergeRequest&) const = default;
};

struct ParsedPage {
  std::vector<MergeRequest> merge_requests;
  std::string problem;  ///< Empty, or why the text is not a page of merge requests.
};

/// Labels may be strings or objects with a name (with_labels_details). Keys that are not needed may
/// hold anything; a duplicate needed key and missing or malformed labels are a problem. `body` is
/// parsed in place and unusable afterwards.
ParsedPage parse_page(std::string&& body);

}  // namespace dora::gitlab
