// A change to the data while the server runs: puts or deletes a merge request, renames or deletes a
// label.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dora::test {

struct Change {
  std::size_t after = 0;  ///< After how many answered lists; 0: at once.
  std::int64_t iid = 0;
  std::string patch;       ///< A JSON object: the keys to put. Empty: delete the merge request.
  std::string label;       ///< Not empty: this changes a label, not a merge request.
  std::string label_name;  ///< Its new name. Empty: delete the label.
};

/// `[{"after": 5, "put": {"iid": 7, "state": "closed"}}, {"after": 6, "delete": 8}]`; "after"
/// defaults to 0. Labels: `{"rename_label": "a", "to": "b"}`, `{"delete_label": "a"}`. Throws an
/// Error that names `source` and the invalid change.
std::vector<Change> parse_changes(const std::string& json, const std::string& source);

}  // namespace dora::test
