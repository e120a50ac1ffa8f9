// The merge requests of the project as they are just now: found by query, put and deleted while
// others read; knows no HTTP.
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
    std::vector<std::string> texts;  ///< Those of the page, as JSON objects.
    std::size_t matches = 0;         ///< On all pages together.
  };

  ChangingData(DataSet data, std::vector<Change> planned);
  ChangingData(const ChangingData&) = delete;
  ChangingData& operator=(const ChangingData&) = delete;

  /// Makes the planned changes whose time has come, and finds a page.
  List find(const Query& query);

  /// The texts of all labels, by name.
  std::vector<std::string> labels();

  /// At once, whatever `after` says. A merge request that is put and that there is not yet is open
  /// and created just now, unless the change says otherwise; what is put was updated just now,
  /// unless the change says otherwise. Deleting what there is not changes nothing. An Error names
  /// the key that makes no sense.
  void apply(const std::vector<Change>& changes);

 private:
  void apply(const Change& change);
  void rename_label(const Change& change);
  void apply_due();
  std::string text(std::size_t item, bool simple) const;

  std::shared_mutex mutex_;
  DataSet data_;
  std::map<std::size_t, DataItem> put_;  ///< By index: instead of what data_.json gives.
  LabelList labels_;
  MergeRequestIndex index_;
  std::vector<Change> planned_;  ///< The next one is the last.
  std::atomic<std::size_t> lists_{0};
  std::atomic<std::size_t> next_change_;  ///< How many lists before it.
};

}  // namespace dora::test
