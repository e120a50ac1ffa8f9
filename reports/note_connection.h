// The connection to GitLab through which `attach` reads and writes notes.
#pragma once

#include <memory>
#include <string>

#include "collector/base/run_context.h"
#include "collector/http/curl_client.h"
#include "collector/http/retrying_client.h"
#include "reports/attach_options.h"
#include "reports/notes/gitlab_board.h"

namespace dora::reports {

/// `context` must outlive it.
class NoteConnection {
 public:
  /// Sends nothing yet. Throws a UsageError for a job token, which cannot write notes.
  NoteConnection(const AttachOptions& options, base::RunContext& context);

  bool has_token() const { return has_token_; }
  notes::GitlabBoard& board() { return *board_; }

 private:
  std::string root_;
  http::CurlOptions settings_;
  bool has_token_;
  std::unique_ptr<http::CurlClient> curl_;
  std::unique_ptr<http::RetryingClient> client_;
  std::unique_ptr<notes::GitlabBoard> board_;
};

}  // namespace dora::reports
