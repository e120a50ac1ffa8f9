// What GitLab's REST API answers to a request: projects and their merge requests, tokens, paging,
// failures; knows no sockets.
#include "tests/tools/gitlab_server/api.h"

#include <chrono>
#include <string_view>

#include <fmt/format.h>

#include "tests/tools/gitlab_server/failure_reply.h"
#include "tests/tools/gitlab_server/merge_request_json.h"
#include "tests/tools/gitlab_server/page_headers.h"
#include "tests/tools/gitlab_server/url_text.h"

namespace dora::test {
namespace {

constexpr std::string_view projects_path = "/api/v4/projects/";
constexpr std::string_view list_suffix = "/merge_requests";

ApiReply message(int status, std::string_view json) {
  ApiReply reply;
  reply.status = status;
  reply.body = json;
  return reply;
}

ApiReply not_found() {
  return message(404, R"({"message":"404 Project Not Found"})");
}

/// The part of the path that names the project, not decoded; empty for paths of another kind.
std::string_view project_part(std::string_view path, const std::string& url_prefix) {
  if (!path.starts_with(url_prefix)) {
    return {};
  }
  path.remove_prefix(url_prefix.size());
  if (!path.starts_with(projects_path)) {
    return {};
  }
  path.remove_prefix(projects_path.size());
  if (path.ends_with(list_suffix)) {
    path.remove_suffix(list_suffix.size());
  }
  // A path that a proxy has decoded is not found by GitLab either.
  return path.find('/') == std::string_view::npos ? path : std::string_view();
}

void add_rate_limit(ApiReply& reply) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  reply.headers.emplace_back("RateLimit-Limit", "2000");
  reply.headers.emplace_back("RateLimit-Name", "throttle_authenticated_api");
  reply.headers.emplace_back("RateLimit-Observed", "1");
  reply.headers.emplace_back("RateLimit-Remaining", "1999");
  reply.headers.emplace_back("RateLimit-Reset",
                             std::to_string(now.time_since_epoch().count() + 60));
}

}  // namespace

Api::Api(ApiOptions options, DataSet data, std::vector<FailureRule> failures)
    : options_(std::move(options)),
      data_(std::move(data)),
      index_(data_.entries),
      failures_(std::move(failures)) {}

ApiReply Api::answer(const ApiRequest& request) {
  const std::string_view part = project_part(request.path, options_.url_prefix);
  const bool is_list = request.path.ends_with(list_suffix);
  ApiReply reply = usual_answer(request, is_list);
  const FailureTarget target{is_list, percent_decoded(part) == options_.project.path,
                             parse_query(request.query).query.page};
  if (const FailureRule* rule = failures_.next(target)) {
    const std::string numeric_url =
        fmt::format("{}{}{}{}{}", options_.url_prefix, projects_path, options_.project.id,
                    is_list ? list_suffix : "", query_text(request.query));
    reply = failure_reply(*rule, std::move(reply), request.origin, numeric_url);
  }
  if (options_.rate_limit_headers) {
    add_rate_limit(reply);
  }
  return reply;
}

ApiReply Api::usual_answer(const ApiRequest& request, bool is_list) const {
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
  return is_list ? list(request) : message(200, project_json(options_.project));
}

ApiReply Api::list(const ApiRequest& request) const {
  const ParsedQuery parsed = parse_query(request.query);
  if (!parsed.problem.empty()) {
    return message(400, fmt::format(R"({{"error":"{}"}})", parsed.problem));
  }
  const Page page = index_.find(parsed.query);
  ApiReply reply;
  reply.body = "[";
  for (const std::size_t item : page.items) {
    reply.body += reply.body.size() > 1 ? "," : "";
    reply.body += data_.json(item, parsed.query.simple);
  }
  reply.body += "]";
  reply.headers =
      page_headers(request.origin + request.path, request.query, parsed.query, page.matches);
  return reply;
}

}  // namespace dora::test
