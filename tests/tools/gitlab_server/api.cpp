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
#include "tests/tools/gitlab_server/note_store.h"
#include "tests/tools/gitlab_server/page_headers.h"
#include "tests/tools/gitlab_server/url_text.h"

namespace dora::test {
namespace {

constexpr std::string_view projects_path = "/api/v4/projects/";
constexpr std::string_view list_suffix = "/merge_requests";
constexpr std::string_view labels_suffix = "/labels";
constexpr std::string_view user_path = "/api/v4/user";

ApiReply message(int status, std::string_view json) {
  ApiReply reply;
  reply.status = status;
  reply.body = json;
  return reply;
}

ApiReply not_found() {
  return message(404, R"({"message":"404 Project Not Found"})");
}

/// `/merge_requests/5`
bool is_single(std::string_view tail) {
  return tail.starts_with(list_suffix) && tail.size() > list_suffix.size() + 1 &&
         tail[list_suffix.size()] == '/' &&
         tail.find_first_not_of("0123456789", list_suffix.size() + 1) == std::string_view::npos;
}

/// A path below a project: `/api/v4/projects/:id/labels`.
struct ProjectPath {
  std::string_view project;  ///< Still encoded; empty for other paths.
  std::string_view tail;     ///< `/labels`; empty for the project itself.
};

ProjectPath project_path(std::string_view path, const std::string& url_prefix) {
  if (!path.starts_with(url_prefix)) {
    return {};
  }
  path.remove_prefix(url_prefix.size());
  if (!path.starts_with(projects_path)) {
    return {};
  }
  path.remove_prefix(projects_path.size());
  const std::size_t end = std::min(path.find('/'), path.size());
  const ProjectPath result{path.substr(0, end), path.substr(end)};
  const bool known = result.tail.empty() || result.tail == list_suffix ||
                     result.tail == labels_suffix || is_single(result.tail) ||
                     NoteStore::handles(result.tail);
  // GitLab does not find a path that a proxy has decoded either.
  return known ? result : ProjectPath();
}

/// What a failure rule may name with `on=`.
std::string_view part_of(const ApiRequest& request, std::string_view tail) {
  return tail == list_suffix                 ? "list"
         : tail == labels_suffix             ? "labels"
         : tail == "/uploads"                ? "upload"
         : request.path.ends_with(user_path) ? "user"
         : !NoteStore::handles(tail)         ? "project"
         : request.method == "GET"           ? "notes"
                                             : "write";
}

/// Failures in which GitLab has done what was asked before the answer was lost.
bool is_lost_answer(FailureKind kind) {
  return kind == FailureKind::reset || kind == FailureKind::close ||
         kind == FailureKind::truncate || kind == FailureKind::hang ||
         kind == FailureKind::bad_gateway || kind == FailureKind::server_error ||
         kind == FailureKind::unavailable;
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
      rate_limit_(options_.rate_limit),
      notes_(std::make_unique<NoteStore>(options_.project.id)) {}

Api::~Api() = default;

ApiReply Api::change(const ApiRequest& request) {
  try {
    data_.apply(parse_changes(request.body, request.path));
    return message(200, "{}");
  } catch (const base::Error& error) {
    return message(400, std::string(error.what()) + "\n");
  }
}

ApiReply Api::control(const ApiRequest& request) {
  if (request.path == "/-/notes") {
    return request.method == "POST" ? notes_->plant(request.body) : notes_->contents();
  }
  return request.path == "/-/changes" && request.method == "POST" ? change(request) : not_found();
}

ApiReply Api::answer(const ApiRequest& request) {
  if (request.path.starts_with("/-/")) {
    return control(request);
  }
  const ProjectPath path = project_path(request.path, options_.url_prefix);
  const std::string_view part = part_of(request, path.tail);
  const FailureTarget target{part == "list", percent_decoded(path.project) == options_.project.path,
                             parse_query(request.query).query.page, part};
  ApiReply reply;
  const FailureRule* rule = failures_.next(target);
  if (rule == nullptr || request.method == "GET" || is_lost_answer(rule->kind)) {
    reply = usual_answer(request);
  }
  if (rule != nullptr) {
    const std::string numeric_url =
        fmt::format("{}{}{}{}{}", options_.url_prefix, projects_path, options_.project.id,
                    path.tail, query_text(request.query));
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
  if (request.path == options_.url_prefix + std::string(user_path)) {
    return request.token.empty() ? message(401, R"({"message":"401 Unauthorized"})")
                                 : NoteStore::user();
  }
  const ProjectPath path = project_path(request.path, options_.url_prefix);
  const std::string project = percent_decoded(path.project);
  if (project != std::to_string(options_.project.id) && project != options_.project.path) {
    return not_found();
  }
  if (NoteStore::handles(path.tail)) {
    return notes_->answer(request, path.tail);
  }
  if (request.method != "GET") {
    return not_found();  // What GitLab would create there, nothing here needs.
  }
  if (is_single(path.tail)) {
    return single(request, path.tail.substr(list_suffix.size() + 1));
  }
  return path.tail == list_suffix     ? list(request)
         : path.tail == labels_suffix ? list_labels(request)
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

ApiReply Api::single(const ApiRequest& request, std::string_view iid) {
  ApiRequest asked = request;
  asked.query = {{"iids[]", std::string(iid)}, {"state", "all"}, {"scope", "all"}};
  ApiReply reply = list(asked);
  if (reply.status != 200 || reply.body == "[]") {
    return message(404, R"({"message":"404 Not found"})");
  }
  reply.body = reply.body.substr(1, reply.body.size() - 2);
  reply.headers.clear();
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
