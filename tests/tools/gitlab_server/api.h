// Answers requests like GitLab's REST API: projects and their merge requests, tokens, paging,
// failures. Knows no sockets.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
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
  std::string method = "GET";
  std::string body;
  std::string upload_name;  ///< Of the field `file` of a form; empty: none.
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

class NoteStore;

/// Thread-safe. Besides GitLab's paths it answers `POST /-/changes` (changes of the data), `POST
/// /-/notes` (notes of others) and `GET /-/notes` (all notes).
class Api {
 public:
  Api(ApiOptions options, DataSet data, std::vector<FailureRule> failures,
      std::vector<Change> changes);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  ApiReply answer(const ApiRequest& request);

 private:
  ApiReply change(const ApiRequest& request);
  ApiReply control(const ApiRequest& request);
  ApiReply usual_answer(const ApiRequest& request);
  ApiReply list(const ApiRequest& request);
  /// One merge request.
  ApiReply single(const ApiRequest& request, std::string_view iid);
  ApiReply list_labels(const ApiRequest& request);

  ApiOptions options_;
  ChangingData data_;
  FailurePlan failures_;
  RateLimit rate_limit_;
  std::unique_ptr<NoteStore> notes_;
};

}  // namespace dora::test
