// What GitLab's REST API answers to a request: projects and their merge requests, tokens, paging,
// failures; knows no sockets.
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
  std::string path;    ///< As it was sent: `%2F` not decoded, no query.
  std::string origin;  ///< `http://127.0.0.1:1234`, as the client called it.
  std::map<std::string, std::string> query;
  std::string token;  ///< Of whichever header; empty: none.
  /// Of a POST, which goes to `/-/changes` only; no GitLab has that path.
  std::optional<std::string> changes;
};

/// What becomes of the connection instead of a plain answer.
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
  std::string token;       ///< Empty: a public project that takes any request.
  bool is_public = false;  ///< Answers without a token, too; a wrong one is still refused.
  bool forbidden = false;  ///< The token lacks the scope: 403.
  RateLimitOptions rate_limit;
  std::string url_prefix;  ///< `/gitlab` of an installation in a sub-folder.
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
