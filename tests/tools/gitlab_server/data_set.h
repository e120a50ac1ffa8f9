// The data the server serves, generated or recorded: for each merge request, an entry to filter by
// and a text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/tools/gitlab_server/merge_request.h"

namespace dora::test {

struct DataSet {
  struct Entry {
    std::int64_t id = 0;
    std::int64_t iid = 0;
    std::string state;  ///< As text: old recordings have other states.
    Moment created_at;
    Moment updated_at;
  };

  std::vector<Entry> entries;
  std::vector<std::string> labels;  ///< Of all merge requests; may contain duplicates.
  /// Returns the JSON text of the entry at an index; thread-safe.
  std::function<std::string(std::size_t index, bool simple)> json;
};

/// A merge request as text, and what it is found by.
struct DataItem {
  DataSet::Entry entry;
  std::string full;
  std::string simple;
};

/// Returns the merge request `text` with the keys of `patch` in place of its own; both are JSON
/// objects. Throws an Error that names `place` and the missing or invalid key.
DataItem patched_item(const std::string& text, const std::string& patch, const std::string& place);

/// Texts are rendered on request: 85,000 of them are 170 MB.
DataSet generated_data(std::vector<MergeRequest> merge_requests, Project project);

/// Reads a JSON array of merge requests and serves each unchanged, whatever keys it lacks. Throws
/// an Error that names the file and the problem: not an array, or a merge request without iid,
/// created_at or state.
DataSet recorded_data(const std::filesystem::path& file);

}  // namespace dora::test
