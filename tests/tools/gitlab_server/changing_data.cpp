// The project's current merge requests: found by query, put and deleted while others read.
#include "tests/tools/gitlab_server/changing_data.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <mutex>

#include <fmt/format.h>

namespace dora::test {
namespace {

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

std::size_t next_of(const std::vector<Change>& planned) {
  return planned.empty() ? never : planned.back().after;
}

std::vector<Change> last_first(std::vector<Change> changes) {
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.after < b.after; });
  std::reverse(changes.begin(), changes.end());
  return changes;
}

std::string now_text() {
  return to_text(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
}

}  // namespace

ChangingData::ChangingData(DataSet data, std::vector<Change> planned)
    : data_(std::move(data)),
      index_(data_.entries),
      planned_(last_first(std::move(planned))),
      next_change_(next_of(planned_)) {
  labels_.add(data_.labels);
}

std::string ChangingData::text(std::size_t item, bool simple) const {
  const auto found = put_.find(item);
  if (found == put_.end()) {
    return data_.json(item, simple);
  }
  return simple ? found->second.simple : found->second.full;
}

ChangingData::List ChangingData::find(const Query& query) {
  if (lists_++ >= next_change_) {
    apply_due();
  }
  const std::shared_lock lock(mutex_);
  const Page page = index_.find(query);
  List list{{}, page.matches};
  list.texts.reserve(page.items.size());
  for (const std::size_t item : page.items) {
    list.texts.push_back(text(item, query.simple));
  }
  return list;
}

void ChangingData::apply(const std::vector<Change>& changes) {
  const std::unique_lock lock(mutex_);
  for (const Change& change : changes) {
    apply(change);
  }
}

void ChangingData::apply_due() {
  const std::unique_lock lock(mutex_);
  // The list being requested is counted, but not answered yet.
  while (!planned_.empty() && planned_.back().after < lists_) {
    apply(planned_.back());
    planned_.pop_back();
  }
  next_change_ = next_of(planned_);
}

std::vector<std::string> ChangingData::labels() {
  const std::shared_lock lock(mutex_);
  return labels_.texts();
}

/// Updates no merge request, like GitLab.
void ChangingData::rename_label(const Change& change) {
  labels_.rename(change.label, change.label_name);
  for (std::size_t item = 0; item < data_.entries.size(); ++item) {
    const std::string before = text(item, false);
    if (const auto patch = renamed_labels(before, change.label, change.label_name)) {
      put_[item] = patched_item(before, *patch, "the change of label " + change.label);
    }
  }
}

void ChangingData::apply(const Change& change) {
  if (!change.label.empty()) {
    rename_label(change);
    return;
  }
  auto& entries = data_.entries;
  const auto found =
      std::find_if(entries.begin(), entries.end(),
                   [&change](const DataSet::Entry& entry) { return entry.iid == change.iid; });
  const auto item = static_cast<std::size_t>(found - entries.begin());
  const bool exists = found != entries.end();
  if (change.patch.empty()) {
    if (exists) {
      index_.erase(item);
      entries[item].iid = 0;
    }
    return;
  }
  const std::string place = fmt::format("the change of merge request {}", change.iid);
  const std::string now = now_text();
  const std::string before =
      exists ? text(item, false)
             : fmt::format(R"({{"state":"opened","created_at":"{}","labels":[]}})", now);
  const std::string touched =
      patched_item(before, fmt::format(R"({{"iid":{},"updated_at":"{}"}})", change.iid, now), place)
          .full;
  DataItem after = patched_item(touched, change.patch, place);
  if (exists) {
    index_.erase(item);
  } else {
    entries.emplace_back();
  }
  entries[item] = after.entry;
  labels_.add(labels_of(after.full));
  put_[item] = std::move(after);
  index_.insert(item);
}

}  // namespace dora::test
