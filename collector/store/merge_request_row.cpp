// A merge request as a row in the store; include it only in .cpp files of the store.
#include "collector/store/merge_request_row.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "collector/store/label_list.h"

namespace dora::store {
namespace {

constexpr std::array<std::string_view, 5> state_names{"opened", "closed", "locked", "merged",
                                                      "other"};

gitlab::State state_in(const SQLite::Column& column) {
  const auto found = std::find(state_names.begin(), state_names.end(), to_text(column));
  if (found == state_names.end()) {
    fail_as_damaged(column);
  }
  return static_cast<gitlab::State>(found - state_names.begin());
}

}  // namespace

Row& operator<<(Row& row, const gitlab::MergeRequest& value) {
  return row << std::string(state_names.at(static_cast<std::size_t>(value.state)))
             << value.created_at << value.updated_at << value.merged_at << value.closed_at
             << to_text(value.labels) << value.author << value.author_is_bot << value.title
             << value.source_branch << value.target_branch << value.web_url;
}

void read_merge_request(SQLite::Statement& row, gitlab::MergeRequest& result) {
  const auto text = [&row](int column) { return to_text(row.getColumn(column)); };
  result.iid = to_integer(row.getColumn(0));
  result.state = state_in(row.getColumn(1));
  result.created_at = to_instant(row.getColumn(2));
  result.updated_at = to_instant(row.getColumn(3));
  result.merged_at = to_optional_instant(row.getColumn(4));
  result.closed_at = to_optional_instant(row.getColumn(5));
  if (!parse_labels(text(6), result.labels)) {
    fail_as_damaged(row.getColumn(6));
  }
  result.author = text(7);
  result.author_is_bot = to_bool(row.getColumn(8));
  result.title = text(9);
  result.source_branch = text(10);
  result.target_branch = text(11);
  result.web_url = text(12);
}

gitlab::MergeRequest read_merge_request(SQLite::Statement& row) {
  gitlab::MergeRequest result;
  read_merge_request(row, result);
  return result;
}

}  // namespace dora::store
