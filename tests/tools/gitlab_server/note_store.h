// Notes on merge requests and issues, and uploaded files, as GitLab keeps them.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tools/gitlab_server/api.h"

namespace dora::test {

/// Thread-safe. The token's user is a bot with the id note_user; others may have written notes,
/// too.
class NoteStore {
 public:
  static constexpr std::int64_t note_user = 71;

  explicit NoteStore(std::int64_t project_id) : project_id_(project_id) {}

  /// `tail` follows the project in the path: `/merge_requests/5/notes`, `/issues/5/notes/3`,
  /// `/uploads`.
  static bool handles(std::string_view tail);
  ApiReply answer(const ApiRequest& request, std::string_view tail);

  static ApiReply user();
  /// Adds notes of others: `[{"place": "merge_requests/5", "author": 9, "body": "...", "system":
  /// false}]`.
  ApiReply plant(std::string_view json);
  /// All notes by place, and the number of uploads, for tests.
  ApiReply contents();

 private:
  struct Stored {
    std::string place;  ///< `merge_requests/5`
    std::int64_t id = 0;
    std::int64_t author = 0;
    bool system = false;
    std::string body;
  };
  using Notes = std::vector<Stored>;

  ApiReply list(const ApiRequest& request, const Notes& notes) const;
  ApiReply create(const ApiRequest& request, const std::string& place);
  ApiReply change(const ApiRequest& request, Notes& notes, std::int64_t id);
  ApiReply upload(const ApiRequest& request);
  std::string json_of(const Stored& note) const;

  std::int64_t project_id_;
  std::mutex mutex_;
  std::map<std::string, Notes> notes_;  ///< By `merge_requests/5`.
  std::int64_t next_id_ = 301;
  int uploads_ = 0;
};

}  // namespace dora::test
