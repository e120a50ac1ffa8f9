// The labels of the project: which there are, and what becomes of a merge request's when one is
// renamed or deleted; knows no HTTP.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dora::test {

/// Of a merge request in JSON; none where it has no such key.
std::vector<std::string> labels_of(const std::string& merge_request);

/// A patch of the labels alone; nothing for a merge request that does not carry `label`. Without a
/// new name the label is taken away.
std::optional<std::string> renamed_labels(const std::string& merge_request,
                                          const std::string& label, const std::string& new_name);

class LabelList {
 public:
  void add(const std::vector<std::string>& names);
  /// Keeps the id. Without a new name the label is deleted.
  void rename(const std::string& label, const std::string& new_name);

  /// As GitLab's list has them, by name.
  std::vector<std::string> texts() const;

 private:
  std::map<std::string, std::int64_t> ids_;
  std::int64_t next_id_ = 70'001;
};

}  // namespace dora::test
