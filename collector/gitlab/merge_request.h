// One merge request as GitLab's list gives it, and the parser of a page of them; knows no labels'
// meaning and no HTTP.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/instant.h"

namespace dora::gitlab {

/// `other` is any state that GitLab's manual does not name.
enum class State : std::uint8_t { opened, closed, locked, merged, other };

/// Of GET /projects/:id/merge_requests
/// (https://docs.gitlab.com/api/merge_requests/#list-project-merge-requests) what is needed, so
/// that memory does not grow with descriptions.
struct MergeRequest {
  std::int64_t iid = 0;
  State state = State::other;
  model::Instant created_at;
  model::Instant updated_at;  ///< created_at where the server has none.
  /// Missing for merge requests of old or imported projects, and from GitLab 10 and older.
  std::optional<model::Instant> merged_at;
  std::optional<model::Instant> closed_at;
  std::vector<std::string> labels;
  std::string author;          ///< The user name; empty where there is none.
  bool author_is_bot = false;  ///< Where the server says so: GitLab's lists rarely do.
  std::string title;
  std::string source_branch;
  std::string target_branch;
  std::string web_url;

  bool operator==(const MergeRequest&) const = default;
};

struct ParsedPage {
  std::vector<MergeRequest> merge_requests;
  std::string problem;  ///< Empty, or why the text is no page of merge requests.
};

/// Labels may be text or objects with a name (with_labels_details). Keys that are not needed may
/// hold anything; a needed one that comes twice, and labels that are missing or no list of names,
/// are a problem. `body` is parsed in place and holds no sense afterwards.
ParsedPage parse_page(std::string&& body);

}  // namespace dora::gitlab
