// A GitLab made of a list of merge requests, as far as a crawl asks it; knows nothing of HTTP.
#include "tests/collector/listed_gitlab.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/label_list.h"
#include "collector/model/period.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::test {
namespace {

std::string http_date(model::Instant time) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
  return fmt::format("Any, {:02} {} {} {} GMT", static_cast<unsigned>(date.day()),
                     model::short_month_name(date.month()), static_cast<int>(date.year()),
                     model::to_string(time).substr(11, 8));
}

}  // namespace

std::string parameter(const std::string& url, const std::string& name) {
  const auto from = url.find("&" + name + "=");
  return from == std::string::npos
             ? ""
             : url.substr(from + name.size() + 2, url.find('&', from + 1) - from - name.size() - 2);
}

model::Instant at(const std::string& text) {
  return model::parse_instant(text).value();
}

ListedGitLab::ListedGitLab(int count) {
  for (int iid = 1; iid <= count; ++iid) {
    items[iid] = {created(iid), created(iid)};
  }
}

void ListedGitLab::update(int iid, model::Instant time) {
  items.at(iid).updated = time;
  items.at(iid).state = "closed";
}

http::Response ListedGitLab::serve(const http::Request& request) {
  if (before_answer) {
    before_answer(request.url);
  }
  const std::vector<http::Header> json{{"content-type", "application/json"},
                                       {"date", http_date(now)}};
  if (request.url.find("/merge_requests?") == std::string::npos) {
    return answer(200, R"({"id": 1, "path_with_namespace": "g/p", "web_url": "w"})", json);
  }
  return list(request.url, json);
}

std::vector<int> ListedGitLab::find(const std::string& url) const {
  const bool by_update = parameter(url, "order_by") == "updated_at";
  const std::string field = by_update ? "updated" : "created";
  const auto key = by_update ? &Item::updated : &Item::created;
  const auto after = model::parse_instant(parameter(url, field + "_after"));
  const auto before = model::parse_instant(parameter(url, field + "_before"));
  std::vector<int> found;
  for (const auto& [iid, item] : items) {
    if ((!after || item.*key >= *after) && (!before || item.*key <= *before)) {
      found.push_back(iid);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [&](int a, int b) { return items.at(a).*key < items.at(b).*key; });
  if (parameter(url, "sort") == "desc") {
    std::reverse(found.begin(), found.end());
  }
  return found;
}

http::Response ListedGitLab::list(const std::string& url, std::vector<http::Header> headers) const {
  const std::vector<int> found = find(url);
  const auto size = static_cast<std::size_t>(std::stoi(parameter(url, "per_page")));
  const auto page = static_cast<std::size_t>(std::stoi(parameter(url, "page")));
  std::string body;
  for (std::size_t i = size * (page - 1); i < std::min(size * page, found.size()); ++i) {
    const Item& item = items.at(found[i]);
    body += fmt::format(
        R"({}{{"iid": {}, "state": "{}", "created_at": "{}", "updated_at": "{}", "labels": {}}})",
        body.empty() ? "" : ",", found[i], item.state, model::to_string(item.created),
        model::to_string(item.updated), collector::to_text(item.labels));
  }
  const bool last = size * page >= found.size();
  if (tells_next) {
    headers.push_back({"x-next-page", last ? "" : std::to_string(page + 1)});
  }
  if (tells_total) {
    headers.push_back({"x-total", std::to_string(found.size())});
  }
  return answer(200, "[" + body + "]", headers);
}

}  // namespace dora::test
