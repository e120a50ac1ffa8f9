// The honest base of every case: a project with 250 merge requests, filtered, ordered and paged
// like in GitLab.
#include "tests/tools/hostile_server/honest_gitlab.h"

#include <algorithm>
#include <functional>
#include <map>
#include <sstream>

#include <date/date.h>
#include <fmt/format.h>

namespace dora::test::hostile {
namespace {

using std::chrono::sys_seconds;

constexpr int item_count = 250;
constexpr int service_count = 5;

bool is_failed(std::int64_t iid) {
  return iid % 7 == 0;
}

std::string text(sys_seconds time, const char* format) {
  return date::format(format, time);
}

std::string quoted(sys_seconds time) {
  return text(time, "\"%FT%T.000Z\"");
}

Item honest_item(std::int64_t iid) {
  const sys_seconds created = sys_seconds(date::sys_days{date::year(2024) / 1 / 1}) +
                              std::chrono::days(iid - 1) + std::chrono::hours(9);
  const sys_seconds ended = created + std::chrono::hours(1);
  const bool failed = is_failed(iid);
  Item item{iid, created, ended, {}};
  item.fields = {
      {"id", std::to_string(1000 + iid)},
      {"iid", std::to_string(iid)},
      {"project_id", "42"},
      {"title", "\"Deploy\""},
      {"state", failed ? "\"closed\"" : "\"merged\""},
      {"created_at", quoted(created)},
      {"updated_at", quoted(ended)},
      {"merged_at", failed ? "null" : quoted(ended)},
      {"closed_at", failed ? quoted(ended) : "null"},
      {"target_branch", "\"main\""},
      {"source_branch", "\"deploy\""},
      {"author", R"({"username":"ada","bot":false})"},
      {"labels", fmt::format(R"(["service:s{}","tier:production"])", iid % service_count)},
      {"web_url", fmt::format("\"https://gitlab.example.org/p/d/-/merge_requests/{}\"", iid)}};
  return item;
}

std::string json_of(const Item& item) {
  std::string json;
  for (const auto& [name, value] : item.fields) {
    json += fmt::format("{}\"{}\":{}", json.empty() ? "{" : ",", name, value);
  }
  return json + "}";
}

/// Inclusive, like GitLab's; returns true if the parameter is absent.
bool keeps_bound(const Request& request, const std::string& name, sys_seconds time, bool after) {
  const auto found = request.query.find(name);
  if (found == request.query.end()) {
    return true;
  }
  std::istringstream stream(found->second);
  std::chrono::sys_time<std::chrono::milliseconds> bound;
  stream >> date::parse("%FT%TZ", bound);
  return after ? time >= bound : time <= bound;
}

bool is_asked_for(const Request& request, const Item& item) {
  return (request.iids.empty() || request.iids.contains(std::to_string(item.iid))) &&
         keeps_bound(request, "created_after", item.created, true) &&
         keeps_bound(request, "created_before", item.created, false) &&
         keeps_bound(request, "updated_after", item.updated, true) &&
         keeps_bound(request, "updated_before", item.updated, false);
}

void set_paging(Answer& answer, std::size_t total, int page, int per_page) {
  const int pages = std::max(1, (static_cast<int>(total) + per_page - 1) / per_page);
  answer.set("X-Total", std::to_string(total));
  answer.set("X-Total-Pages", std::to_string(pages));
  answer.set("X-Page", std::to_string(page));
  answer.set("X-Per-Page", std::to_string(per_page));
  answer.set("X-Next-Page", page < pages ? std::to_string(page + 1) : "");
}

Answer json_answer(std::string body) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return {200,
          {{"Content-Type", "application/json"}, {"Date", text(now, "%a, %d %b %Y %T GMT")}},
          std::move(body)};
}

/// Returns the requested page of a list of `total` items.
Answer page_of(const Request& request, std::size_t total,
               const std::function<std::string(std::size_t index)>& json) {
  const int page = request.page();
  const int per_page = request.number("per_page", 20);
  const auto begin = std::min(total, static_cast<std::size_t>((page - 1) * per_page));
  const auto end = std::min(total, begin + static_cast<std::size_t>(per_page));
  std::string body;
  for (std::size_t i = begin; i < end; ++i) {
    body += (i == begin ? "" : ",") + json(i);
  }
  Answer answer = json_answer("[" + body + "]");
  set_paging(answer, total, page, per_page);
  return answer;
}

Answer labels(const Request& request) {
  return page_of(request, service_count + 1, [](std::size_t index) {
    return index < service_count
               ? fmt::format(R"({{"id":{},"name":"service:s{}"}})", index + 1, index)
               : fmt::format(R"({{"id":{},"name":"tier:production"}})", index + 1);
  });
}

}  // namespace

void Item::set(const std::string& name, std::string json) {
  const auto is_named = [&](const auto& each) { return each.first == name; };
  std::erase_if(fields, is_named);
  fields.emplace_back(name, std::move(json));
}

std::vector<Item> honest_items() {
  std::vector<Item> items;
  for (int iid = 1; iid <= item_count; ++iid) {
    items.push_back(honest_item(iid));
  }
  return items;
}

std::string honest_counts() {
  std::map<std::string, std::map<std::string, int>> counts;
  for (const Item& item : honest_items()) {
    const std::string month = text(item.created, "%Y-%m");
    auto& service = counts[fmt::format("s{}", item.iid % service_count)];
    ++service[month];
    service[month + "_failed"] += is_failed(item.iid) ? 1 : 0;
  }
  std::string json;
  for (const auto& [service, figures] : counts) {
    std::string inner;
    for (const auto& [name, count] : figures) {
      inner += fmt::format("{}\"{}\":{}", inner.empty() ? "" : ",", name, count);
    }
    json += fmt::format("{}\"{}\":{{{}}}", json.empty() ? "" : ",", service, inner);
  }
  return "{" + json + "}\n";
}

Answer HonestGitLab::answer(const Request& request) const {
  if (request.is_list()) {
    return merge_requests(request);
  }
  return request.is_list_of_labels()
             ? labels(request)
             : json_answer(R"({"id":42,"path_with_namespace":"platform/deployments",)"
                           R"("web_url":"https://gitlab.example.org/platform/deployments"})");
}

Answer HonestGitLab::merge_requests(const Request& request) const {
  std::vector<const Item*> found;
  for (const Item& item : items_) {
    if (is_asked_for(request, item)) {
      found.push_back(&item);
    }
  }
  const auto parameter = [&](const char* name) {
    const auto at = request.query.find(name);
    return at == request.query.end() ? std::string() : at->second;
  };
  const auto field = parameter("order_by") == "updated_at" ? &Item::updated : &Item::created;
  std::stable_sort(found.begin(), found.end(),
                   [&](const Item* a, const Item* b) { return a->*field < b->*field; });
  if (parameter("sort") != "asc") {
    std::reverse(found.begin(), found.end());
  }
  return page_of(request, found.size(), [&](std::size_t index) { return json_of(*found[index]); });
}

}  // namespace dora::test::hostile
