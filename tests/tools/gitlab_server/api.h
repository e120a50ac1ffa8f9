// Answers requests like GitLab's REST API: projects and their merge requests, tokens, paging,
// failures. Knows no sockets.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/tools/gitlab_server/changing_data.h"
#include "tests/tools/gitlab_server/failure_plan.h"
#include "tests/tools/gitlab_server/rate_limit.h"

namespace dora::test {

struct ApiRequest {
  std::string path;    ///< As sent: `%2F` not decoded, no query.
  std::string origin;  ///< `http://127.0.0.1:1234`, as the client addressed it.
  std::map<std::string, std::string> query;
  std::string token;  ///< From either header; empty: none.
  /// The body of a POST, accepted only at `/-/changes`, a path that GitLab does not have.
  std::optional<std::string> changes;
};

/// What happens to the connection instead of a plain answer.
enum class Delivery : std::uint8_t { whole, truncated, reset, close, hang, drip };

struct ApiReply {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  Delivery delivery = Delivery::whole;
};

struct ApiOptions {
  Project project;
  std::string token;       ///< Empty: a public project that accepts any request.
  bool is_public = false;  ///< Answers without a token, too, but refuses a wrong one.
  bool forbidden = false;  ///< The token lacks the scope: 403.
  RateLimitOptions rate_limit;
  std::string url_prefix;  ///< `/gitlab` for an installation in a subfolder.
};

/// Thread-safe.
class Api {
 public:
  Api(ApiOptions options, DataSet data, std::vector<FailureRule> failures,
      std::vector<Change> changes);
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  ApiReply answer(const ApiRequest& request);

 private:
  ApiReply change(const ApiRequest& request);
  ApiReply usual_answer(const ApiRequest& request);
  ApiReply list(const ApiRequest& request);
  ApiReply list_labels(const ApiRequest& request);

  ApiOptions options_;
  ChangingData data_;
  FailurePlan failures_;
  RateLimit rate_limit_;
};

}  // namespace dora::test
