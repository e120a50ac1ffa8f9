// What the server serves, generated or recorded: an entry to filter by and a text for each merge
// request; knows no HTTP.
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
    std::string state;  ///< As text: old recordings have states of their own.
    Moment created_at;
    Moment updated_at;
  };

  std::vector<Entry> entries;
  std::vector<std::string> labels;  ///< Of all of them; some may come twice.
  /// The JSON text of the entry at an index; safe to call from many threads.
  std::function<std::string(std::size_t index, bool simple)> json;
};

/// A merge request as text, with what it is found by.
struct DataItem {
  DataSet::Entry entry;
  std::string full;
  std::string simple;
};

/// The merge request of the JSON object `text` after the keys of `patch`, an object too, replaced
/// its own. An Error names `place` and the key that is missing or wrong.
DataItem patched_item(const std::string& text, const std::string& patch, const std::string& place);

/// Rendered when asked for: 85,000 texts are 170 MB.
DataSet generated_data(std::vector<MergeRequest> merge_requests, Project project);

/// A JSON array of merge requests, each served as it is, whatever keys it lacks. An Error names the
/// file and what is wrong: not an array, or a merge request without iid, created_at or state.
DataSet recorded_data(const std::filesystem::path& file);

}  // namespace dora::test
