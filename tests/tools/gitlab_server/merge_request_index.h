// Finds the merge requests on one page of a query.
#pragma once

#include <cstddef>
#include <vector>

#include "tests/tools/gitlab_server/data_set.h"
#include "tests/tools/gitlab_server/query.h"

namespace dora::test {

struct Page {
  std::vector<std::size_t> items;  ///< Indexes into the entries.
  std::size_t matches = 0;         ///< On all pages together.
};

/// Sorted once per order; a query's window in that order is found by binary search.
class MergeRequestIndex {
 public:
  /// `entries` must outlive the index.
  explicit MergeRequestIndex(const std::vector<DataSet::Entry>& entries);

  Page find(const Query& query) const;

  /// Removes an entry before it changes or disappears; adds it, possibly again.
  void erase(std::size_t item);
  void insert(std::size_t item);

 private:
  const std::vector<DataSet::Entry>& entries_;
  std::vector<std::size_t> by_creation_;
  std::vector<std::size_t> by_update_;
};

}  // namespace dora::test
