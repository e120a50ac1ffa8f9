// The project's labels, and what happens to a merge request's labels if one is renamed or deleted.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dora::test {

/// Returns the labels of a merge request in JSON; empty if it has no such key.
std::vector<std::string> labels_of(const std::string& merge_request);

/// Returns a patch of the labels alone; nullopt if the merge request does not carry `label`.
/// Without a new name the label is removed.
std::optional<std::string> renamed_labels(const std::string& merge_request,
                                          const std::string& label, const std::string& new_name);

class LabelList {
 public:
  void add(const std::vector<std::string>& names);
  /// Keeps the id. Without a new name, deletes the label.
  void rename(const std::string& label, const std::string& new_name);

  /// Returns the labels as GitLab lists them, by name.
  std::vector<std::string> texts() const;

 private:
  std::map<std::string, std::int64_t> ids_;
  std::int64_t next_id_ = 70'001;
};

}  // namespace dora::test
