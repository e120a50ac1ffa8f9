// The project's current merge requests: found by query, put and deleted while others read.
#pragma once

#include <atomic>
#include <map>
#include <shared_mutex>
#include <string>
#include <vector>

#include "tests/tools/gitlab_server/change.h"
#include "tests/tools/gitlab_server/data_set.h"
#include "tests/tools/gitlab_server/label_list.h"
#include "tests/tools/gitlab_server/merge_request_index.h"

namespace dora::test {

/// Thread-safe.
class ChangingData {
 public:
  struct List {
    std::vector<std::string> texts;  ///< The page's merge requests, as JSON objects.
    std::size_t matches = 0;         ///< On all pages together.
  };

  ChangingData(DataSet data, std::vector<Change> planned);
  ChangingData(const ChangingData&) = delete;
  ChangingData& operator=(const ChangingData&) = delete;

  /// Applies the planned changes that are due, and finds a page.
  List find(const Query& query);

  /// Returns all labels as JSON texts, by name.
  std::vector<std::string> labels();

  /// Applies the changes at once, whatever `after` says. Unless the change says otherwise, a new
  /// merge request that is put is open and created now, and whatever is put is updated now.
  /// Deleting something that does not exist has no effect. Throws an Error that names the invalid
  /// key.
  void apply(const std::vector<Change>& changes);

 private:
  void apply(const Change& change);
  void rename_label(const Change& change);
  void apply_due();
  std::string text(std::size_t item, bool simple) const;

  std::shared_mutex mutex_;
  DataSet data_;
  std::map<std::size_t, DataItem> put_;  ///< By index; replaces what data_.json returns.
  LabelList labels_;
  MergeRequestIndex index_;
  std::vector<Change> planned_;  ///< In reverse: the next one is last.
  std::atomic<std::size_t> lists_{0};
  std::atomic<std::size_t> next_change_;  ///< After how many lists it is due.
};

}  // namespace dora::test
