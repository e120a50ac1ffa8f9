// The notes on a merge request or an issue in GitLab.
#pragma once

#include "collector/gitlab/notes.h"
#include "collector/http/retrying_client.h"
#include "reports/notes/note_board.h"

namespace dora::notes {

class GitlabBoard : public NoteBoard {
 public:
  /// The client is borrowed.
  GitlabBoard(http::RetryingClient& client, gitlab::NotePlace place);

  std::optional<std::int64_t> user() override;
  std::vector<gitlab::Note> notes() override;
  std::optional<gitlab::Note> create(std::string_view body) override;
  Change update(std::int64_t note, std::string_view body) override;
  Change remove(std::int64_t note) override;
  std::string upload(std::string_view name, std::string_view png) override;

  /// The merge request itself.
  gitlab::MergeRequest merge_request();

 private:
  http::Response send(http::Request request);

  http::RetryingClient& client_;
  gitlab::NotePlace place_;
};

}  // namespace dora::notes
