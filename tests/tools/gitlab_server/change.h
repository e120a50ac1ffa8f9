// A change to the data while the server runs: a merge request that is put or deleted, a label that
// is renamed or deleted; knows no HTTP.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dora::test {

struct Change {
  std::size_t after = 0;  ///< How many lists are answered before it; 0: at once.
  std::int64_t iid = 0;
  std::string patch;       ///< A JSON object: the keys to put. Empty: the merge request is deleted.
  std::string label;       ///< Not empty: a change of this label, of no merge request.
  std::string label_name;  ///< Its new name. Empty: the label is deleted.
};

/// `[{"after": 5, "put": {"iid": 7, "state": "closed"}}, {"after": 6, "delete": 8}]`; without
/// "after": 0. Labels: `{"rename_label": "a", "to": "b"}`, `{"delete_label": "a"}`. An Error names
/// `source` and the change that is none.
std::vector<Change> parse_changes(const std::string& json, const std::string& source);

}  // namespace dora::test
