// Finds the merge requests on one page of a query.
#include "tests/tools/gitlab_server/merge_request_index.h"

#include <algorithm>
#include <numeric>

namespace dora::test {
namespace {

using Entry = DataSet::Entry;

/// Ascending; ties by id descending, which GitLab keeps in both directions.
auto before(const std::vector<Entry>& entries, Moment Entry::*key) {
  return [&entries, key](std::size_t a, std::size_t b) {
    return entries[a].*key != entries[b].*key ? entries[a].*key < entries[b].*key
                                              : entries[a].id > entries[b].id;
  };
}

std::vector<std::size_t> sorted(const std::vector<Entry>& entries, Moment Entry::*key) {
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), before(entries, key));
  return order;
}

/// Reverses the order, but keeps equal moments as they are.
void reverse_keeping_ties(std::vector<std::size_t>& items, const std::vector<Entry>& entries,
                          Moment Entry::*key) {
  std::reverse(items.begin(), items.end());
  for (auto first = items.begin(); first != items.end();) {
    const auto last = std::find_if(
        first, items.end(), [&](std::size_t i) { return entries[i].*key != entries[*first].*key; });
    std::reverse(first, last);
    first = last;
  }
}

}  // namespace

MergeRequestIndex::MergeRequestIndex(const std::vector<Entry>& entries)
    : entries_(entries),
      by_creation_(sorted(entries, &Entry::created_at)),
      by_update_(sorted(entries, &Entry::updated_at)) {}

void MergeRequestIndex::erase(std::size_t item) {
  std::erase(by_creation_, item);
  std::erase(by_update_, item);
}

void MergeRequestIndex::insert(std::size_t item) {
  const auto put = [&](std::vector<std::size_t>& order, Moment Entry::*key) {
    order.insert(std::upper_bound(order.begin(), order.end(), item, before(entries_, key)), item);
  };
  put(by_creation_, &Entry::created_at);
  put(by_update_, &Entry::updated_at);
}

Page MergeRequestIndex::find(const Query& query) const {
  const bool by_update = query.order_by == OrderBy::updated_at;
  const auto& order = by_update ? by_update_ : by_creation_;
  const auto key = by_update ? &Entry::updated_at : &Entry::created_at;
  const MomentRange& window = by_update ? query.updated : query.created;
  const auto first = std::partition_point(order.begin(), order.end(), [&](std::size_t i) {
    return window.after && entries_[i].*key < *window.after;
  });
  const auto last = std::partition_point(first, order.end(), [&](std::size_t i) {
    return !window.before || entries_[i].*key <= *window.before;
  });
  std::vector<std::size_t> matching;
  std::copy_if(first, last, std::back_inserter(matching), [&](std::size_t i) {
    const Entry& entry = entries_[i];
    return (query.iids.empty() || query.iids.contains(entry.iid)) &&
           (!query.state || *query.state == entry.state) &&
           query.created.contains(entry.created_at) && query.updated.contains(entry.updated_at);
  });
  if (query.descending) {
    reverse_keeping_ties(matching, entries_, key);
  }
  const std::size_t begin = std::min((query.page - 1) * query.per_page, matching.size());
  const std::size_t end = std::min(begin + query.per_page, matching.size());
  return {{matching.begin() + static_cast<std::ptrdiff_t>(begin),
           matching.begin() + static_cast<std::ptrdiff_t>(end)},
          matching.size()};
}

}  // namespace dora::test
