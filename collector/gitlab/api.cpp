// GitLab's REST API as far as it is used here: builds URLs and interprets answers. Pure.
#include "collector/gitlab/api.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <rapidjson/document.h>

#include "collector/base/error.h"
#include "collector/base/text/ascii.h"
#include "collector/base/text/percent_encode.h"
#include "collector/base/text/printable.h"
#include "collector/base/text/surrogate.h"
#include "collector/http/url.h"

namespace dora::gitlab {
namespace {

constexpr unsigned parse_flags =
    rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;

std::string member_text(const rapidjson::Value& object, const char* key) {
  const auto found = object.FindMember(key);
  return found != object.MemberEnd() && found->value.IsString()
             ? std::string(found->value.GetString(), found->value.GetStringLength())
             : std::string();
}

std::string tries_of(const http::Response& response) {
  return response.attempts == 1 ? "" : fmt::format(" ({} attempts)", response.attempts);
}

std::string_view advice_for(int status) {
  switch (status) {
    case 401:
      return "check the token (PRIVATE_TOKEN or --token-file): it is wrong, expired or revoked";
    case 403:
      return "check the token: it needs the scope read_api, and its owner at least the role "
             "Reporter in the project";
    case 404:
      return "check --project and --api-url; GitLab answers the same when a private project is not "
             "visible with this token";
    case 429:
      return "GitLab limits the rate; try again later or with a lower --concurrency";
    default:
      return status >= 500 ? "the server has trouble; try again later" : "check --api-url";
  }
}

/// A proxy's sign-in page comes with status 200.
void require_json(const http::Response& response) {
  const auto type = http::find_header(response, "content-type");
  if (type && type->find("json") == std::string_view::npos) {
    throw base::Error(fmt::format(
        "{} answered with {}, not with JSON; check that --api-url is GitLab's API and that no "
        "proxy in between asks to sign in",
        response.url, text::printable(type->substr(0, 100))));
  }
}

}  // namespace

// {"message": text} or {"error": ..., "error_description": ...}.
std::string message_of(const http::Response& response) {
  rapidjson::Document document;
  document.Parse<parse_flags>(response.body.data(), response.body.size());
  if (document.HasParseError() || !document.IsObject()) {
    return {};
  }
  for (const char* key : {"message", "error_description", "error"}) {
    if (std::string text = member_text(document, key); !text.empty()) {
      return text::printable(text::cut_text(text, 300));
    }
  }
  return {};
}

std::string api_root(std::string_view url) {
  std::string root(url);
  root.erase(root.find_last_not_of('/') + 1);
  if (!http::origin_of(root)) {
    throw base::UsageError(
        fmt::format("--api-url{} is not an http or https URL; an example: "
                    "https://gitlab.com/api/v4",
                    url.find('@') == std::string_view::npos ? fmt::format(" '{}'", url) : ""));
  }
  if (http::has_credentials_or_query(root)) {
    // Do not repeat the text itself: it may hold a token.
    throw base::UsageError(
        "--api-url must not hold a user name, a password, a query or a fragment; the token is "
        "given by PRIVATE_TOKEN or --token-file");
  }
  return root.ends_with("/api/v4") ? root : root + "/api/v4";
}

std::string project_url(std::string_view root, std::string_view project) {
  return fmt::format("{}/projects/{}", root, text::percent_encode(project));
}

std::string merge_requests_url(std::string_view root, std::int64_t project_id,
                               const PageQuery& query) {
  const std::string_view field = query.order == TimeOrder::created ? "created" : "updated";
  std::string url = fmt::format(
      "{}/projects/{}/merge_requests?state=all&scope=all&order_by={}_at&sort={}&per_page={}"
      "&page={}",
      root, project_id, field, query.newest_first ? "desc" : "asc", query.per_page, query.page);
  if (query.after) {
    url += fmt::format("&{}_after={}", field, model::to_string(*query.after));
  }
  if (query.before) {
    url += fmt::format("&{}_before={}", field, model::to_string(*query.before));
  }
  return url;
}

std::string merge_requests_url(std::string_view root, std::int64_t project_id,
                               const std::vector<std::int64_t>& iids) {
  std::string url = fmt::format(
      "{}/projects/{}/"
      "merge_requests?state=all&scope=all&order_by=created_at&sort=asc&per_page={}&page=1",
      root, project_id, largest_page);
  for (const std::int64_t iid : iids) {
    url += fmt::format("&iids%5B%5D={}", iid);
  }
  return url;
}

std::string labels_url(std::string_view root, std::int64_t project_id, std::size_t page) {
  return fmt::format("{}/projects/{}/labels?include_ancestor_groups=true&per_page={}&page={}", root,
                     project_id, largest_page, page);
}

Project parse_project(const http::Response& response) {
  rapidjson::Document document;
  document.Parse<parse_flags>(response.body.data(), response.body.size());
  if (document.HasParseError() || !document.IsObject() || !document.HasMember("id") ||
      !document["id"].IsInt64()) {
    throw base::Error(
        fmt::format("{}: the answer is not a GitLab project; check that --api-url is GitLab's API",
                    response.url));
  }
  Project project{document["id"].GetInt64(), member_text(document, "path_with_namespace"),
                  member_text(document, "web_url")};
  for (const std::string* text : {&project.path, &project.web_url}) {
    if (text::has_surrogate(*text)) {
      throw base::Error(fmt::format(
          "{}: the project's path or web_url holds half of a surrogate pair; check the proxies in "
          "front of GitLab",
          response.url));
    }
  }
  return project;
}

bool has_next_link(std::string_view link) {
  // Targets are in angle brackets and may contain any of this text.
  std::string parameters;
  bool in_target = false;
  for (const char each : link) {
    in_target = each == '<' || (in_target && each != '>');
    if (!in_target && each != ' ' && each != '\t') {
      parameters += text::ascii_lower(each);
    }
  }
  parameters += ';';
  return parameters.find(";rel=\"next\"") != std::string::npos ||
         parameters.find(";rel=next;") != std::string::npos ||
         parameters.find(";rel=next,") != std::string::npos;
}

std::optional<bool> links_to_next(const http::Response& response) {
  std::optional<bool> found;
  for (const http::Header& header : response.headers) {
    if (header.name == "link") {
      found = found.value_or(false) || has_next_link(header.value);
    }
  }
  return found;
}

std::optional<int> next_page(const http::Response& response, const PageQuery& query,
                             std::size_t count) {
  const auto header = http::find_header(response, "x-next-page");
  if (!header) {
    const bool full = count >= static_cast<std::size_t>(query.per_page);
    return links_to_next(response).value_or(full) ? std::optional(query.page + 1) : std::nullopt;
  }
  if (header->empty()) {
    return std::nullopt;
  }
  int next = 0;
  const char* last = header->data() + header->size();
  const auto [end, error] = std::from_chars(header->data(), last, next);
  if (error != std::errc() || end != last || next <= query.page) {
    throw base::Error(
        fmt::format("{}: X-Next-Page is '{}' after page {}; GitLab does not page "
                    "like this, check the proxies in between",
                    response.url, text::printable(*header), query.page));
  }
  return next;
}

std::optional<std::int64_t> total_of(const http::Response& response) {
  const std::string_view text = http::find_header(response, "x-total").value_or("");
  std::int64_t total = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, total);
  return error == std::errc() && end == last ? std::optional(total) : std::nullopt;
}

void require_success(const http::Response& response) {
  if (response.failure != http::Failure::none) {
    throw base::Error(
        fmt::format("cannot fetch {}{}: {}; check --api-url, --ca-file and the network",
                    response.url, tries_of(response), response.failure_text));
  }
  if (response.status >= 200 && response.status < 300) {
    require_json(response);
    return;
  }
  const std::string words = message_of(response);
  const std::string text = fmt::format(
      "{} answered HTTP {}{}{}{}; {}", response.url, response.status, tries_of(response),
      words.empty() ? "" : ": ", words, advice_for(response.status));
  if (response.status == 401 || response.status == 403 || response.status == 404) {
    throw AccessError(text);
  }
  throw base::Error(text);
}

}  // namespace dora::gitlab
