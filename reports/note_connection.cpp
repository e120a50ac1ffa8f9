// The connection to GitLab through which `attach` reads and writes notes.
#include "reports/note_connection.h"

#include "collector/base/error.h"
#include "collector/gitlab/api.h"
#include "collector/gitlab/connection.h"

namespace dora::reports {

NoteConnection::NoteConnection(const AttachOptions& options, base::RunContext& context)
    : root_(gitlab::api_root(options.gitlab.api_url)),
      settings_(gitlab::curl_options(options.gitlab, root_, context.log)),
      has_token_(!settings_.bearer_token.empty()) {
  if (settings_.bearer_token.starts_with("glcbt-")) {
    throw base::UsageError(
        "the token is a job token (CI_JOB_TOKEN), which cannot write notes; use a project access "
        "token with the scope api");
  }
  curl_ = std::make_unique<http::CurlClient>(settings_, context.interrupt);
  http::RetryPolicy policy;
  policy.attempts = options.gitlab.attempts;
  client_ = std::make_unique<http::RetryingClient>(
      *curl_, context.log, policy, http::RateLimit{options.gitlab.max_requests_per_minute},
      http::Peer{"GitLab", "check --api-url"});
  const bool issue = options.issue > 0;
  board_ = std::make_unique<notes::GitlabBoard>(
      *client_,
      gitlab::NotePlace{root_, options.gitlab.projects.front(),
                        issue ? gitlab::NoteTarget::issue : gitlab::NoteTarget::merge_request,
                        issue ? options.issue : options.merge_request});
}

}  // namespace dora::reports
