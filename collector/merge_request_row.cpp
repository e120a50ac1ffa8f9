// A merge request as a row of the store's table; for .cpp files of the store only.
#include "collector/merge_request_row.h"

#include <array>
#include <string_view>

#include "collector/label_list.h"

namespace dora::collector {
namespace {

constexpr std::array<std::string_view, 5> state_names{"opened", "closed", "locked", "merged",
                                                      "other"};

State to_state(std::string_view name) {
  for (std::size_t i = 0; i < state_names.size(); ++i) {
    if (state_names[i] == name) {
      return static_cast<State>(i);
    }
  }
  return State::other;
}

}  // namespace

Row& operator<<(Row& row, const MergeRequest& value) {
  return row << std::string(state_names.at(static_cast<std::size_t>(value.state)))
             << value.created_at << value.updated_at << value.merged_at << value.closed_at
             << to_text(value.labels) << value.author << value.author_is_bot << value.title
             << value.source_branch << value.target_branch << value.web_url;
}

MergeRequest read_merge_request(SQLite::Statement& row) {
  MergeRequest result;
  result.iid = row.getColumn(0).getInt64();
  result.state = to_state(row.getColumn(1).getText());
  result.created_at = to_instant(row.getColumn(2).getInt64());
  result.updated_at = to_instant(row.getColumn(3).getInt64());
  result.merged_at = to_optional_instant(row.getColumn(4));
  result.closed_at = to_optional_instant(row.getColumn(5));
  const SQLite::Column labels = row.getColumn(6);
  result.labels = parse_labels({labels.getText(), static_cast<std::size_t>(labels.getBytes())});
  result.author = row.getColumn(7).getString();
  result.author_is_bot = row.getColumn(8).getInt() != 0;
  result.title = row.getColumn(9).getString();
  result.source_branch = row.getColumn(10).getString();
  result.target_branch = row.getColumn(11).getString();
  result.web_url = row.getColumn(12).getString();
  return result;
}

}  // namespace dora::collector
