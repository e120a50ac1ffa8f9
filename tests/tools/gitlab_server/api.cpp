// Answers requests like GitLab's REST API: projects and their merge requests, tokens, paging,
// failures. Knows no sockets.
#include "tests/tools/gitlab_server/api.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/error.h"
#include "tests/tools/gitlab_server/failure_reply.h"
#include "tests/tools/gitlab_server/merge_request_json.h"
#include "tests/tools/gitlab_server/page_headers.h"
#include "tests/tools/gitlab_server/url_text.h"

namespace dora::test {
namespace {

constexpr std::string_view projects_path = "/api/v4/projects/";
constexpr std::string_view list_suffix = "/merge_requests";
constexpr std::string_view labels_suffix = "/labels";

ApiReply message(int status, std::string_view json) {
  ApiReply reply;
  reply.status = status;
  reply.body = json;
  return reply;
}

ApiReply not_found() {
  return message(404, R"({"message":"404 Project Not Found"})");
}

/// Returns the part of the path that names the project, still encoded; empty for other paths.
std::string_view project_part(std::string_view path, const std::string& url_prefix) {
  if (!path.starts_with(url_prefix)) {
    return {};
  }
  path.remove_prefix(url_prefix.size());
  if (!path.starts_with(projects_path)) {
    return {};
  }
  path.remove_prefix(projects_path.size());
  for (const std::string_view suffix : {list_suffix, labels_suffix}) {
    if (path.ends_with(suffix)) {
      path.remove_suffix(suffix.size());
      break;
    }
  }
  // GitLab does not find a path that a proxy has decoded either.
  return path.find('/') == std::string_view::npos ? path : std::string_view();
}

ApiReply retry_later() {
  ApiReply reply = message(429, "Retry later\n");
  reply.content_type = "text/plain";
  return reply;
}

}  // namespace

Api::Api(ApiOptions options, DataSet data, std::vector<FailureRule> failures,
         std::vector<Change> changes)
    : options_(std::move(options)),
      data_(std::move(data), std::move(changes)),
      failures_(std::move(failures)),
      rate_limit_(options_.rate_limit) {}

ApiReply Api::change(const ApiRequest& request) {
  try {
    data_.apply(parse_changes(*request.changes, request.path));
    return message(200, "{}");
  } catch (const base::Error& error) {
    return message(400, std::string(error.what()) + "\n");
  }
}

ApiReply Api::answer(const ApiRequest& request) {
  if (request.changes) {
    return request.path == "/-/changes" ? change(request) : not_found();
  }
  const std::string_view part = project_part(request.path, options_.url_prefix);
  const bool is_list = request.path.ends_with(list_suffix);
  const bool is_labels = request.path.ends_with(labels_suffix);
  ApiReply reply = usual_answer(request);
  const FailureTarget target{is_list, percent_decoded(part) == options_.project.path,
                             parse_query(request.query).query.page, is_labels};
  if (const FailureRule* rule = failures_.next(target)) {
    const std::string numeric_url =
        fmt::format("{}{}{}{}{}", options_.url_prefix, projects_path, options_.project.id,
                    is_list     ? list_suffix
                    : is_labels ? labels_suffix
                                : "",
                    query_text(request.query));
    reply = failure_reply(*rule, std::move(reply), request.origin, numeric_url);
  }
  const auto now = std::chrono::system_clock::now();
  const RateLimitReply limit = rate_limit_.take(std::chrono::floor<std::chrono::seconds>(now));
  if (limit.refused) {
    reply = retry_later();
  }
  reply.headers.insert(reply.headers.end(), limit.headers.begin(), limit.headers.end());
  reply.headers.emplace_back("Date", http_date(now));
  return reply;
}

ApiReply Api::usual_answer(const ApiRequest& request) {
  if (!options_.token.empty()) {
    if (!request.token.empty() && request.token != options_.token) {
      return message(401, R"({"message":"401 Unauthorized"})");
    }
    if (request.token.empty() && !options_.is_public) {
      return not_found();
    }
  }
  if (options_.forbidden) {
    return message(
        403, R"({"error":"insufficient_scope","error_description":"The request requires )"
             R"(higher privileges than provided by the access token.","scope":"api read_api"})");
  }
  const std::string project = percent_decoded(project_part(request.path, options_.url_prefix));
  if (project != std::to_string(options_.project.id) && project != options_.project.path) {
    return not_found();
  }
  return request.path.ends_with(list_suffix)     ? list(request)
         : request.path.ends_with(labels_suffix) ? list_labels(request)
                                                 : message(200, project_json(options_.project));
}

ApiReply Api::list_labels(const ApiRequest& request) {
  const ParsedQuery parsed = parse_query(request.query);
  if (!parsed.problem.empty()) {
    return message(400, fmt::format(R"({{"error":"{}"}})", parsed.problem));
  }
  const std::vector<std::string> labels = data_.labels();
  const Query& query = parsed.query;
  const std::size_t begin = std::min((query.page - 1) * query.per_page, labels.size());
  const std::size_t end = std::min(begin + query.per_page, labels.size());
  ApiReply reply;
  reply.body =
      fmt::format("[{}]", fmt::join(labels.begin() + static_cast<std::ptrdiff_t>(begin),
                                    labels.begin() + static_cast<std::ptrdiff_t>(end), ","));
  reply.headers = page_headers(request.origin + request.path, request.query, query, labels.size());
  return reply;
}

ApiReply Api::list(const ApiRequest& request) {
  const ParsedQuery parsed = parse_query(request.query);
  if (!parsed.problem.empty()) {
    return message(400, fmt::format(R"({{"error":"{}"}})", parsed.problem));
  }
  const ChangingData::List page = data_.find(parsed.query);
  ApiReply reply;
  reply.body = "[";
  for (const std::string& text : page.texts) {
    reply.body += reply.body.size() > 1 ? "," : "";
    reply.body += text;
  }
  reply.body += "]";
  reply.headers =
      page_headers(request.origin + request.path, request.query, parsed.query, page.matches);
  return reply;
}

}  // namespace dora::test
