// An in-memory GitLab with a list of merge requests, as far as a crawl needs it, without HTTP.
#include "tests/collector/crawl/listed_gitlab.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/model/period.h"
#include "collector/model/wording.h"
#include "collector/store/label_list.h"
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

void ListedGitLab::label(int iid, const std::string& name) {
  items.at(iid).labels.push_back(name);
  const auto has_name = [&](const auto& each) { return each.second == name; };
  if (std::none_of(labels.begin(), labels.end(), has_name)) {
    labels.emplace(labels.empty() ? 1 : labels.rbegin()->first + 1, name);
  }
}

void ListedGitLab::rename_label(const std::string& from, const std::optional<std::string>& to) {
  for (auto& [iid, item] : items) {
    if (to) {
      std::replace(item.labels.begin(), item.labels.end(), from, *to);
    } else {
      std::erase(item.labels, from);
    }
  }
  const auto found = std::find_if(labels.begin(), labels.end(),
                                  [&](const auto& each) { return each.second == from; });
  if (to) {
    found->second = *to;
  } else {
    labels.erase(found);
  }
}

http::Response ListedGitLab::serve(const http::Request& request) {
  if (before_answer) {
    before_answer(request.url);
  }
  const std::vector<http::Header> json{{"content-type", "application/json"},
                                       {"date", http_date(now)}};
  if (request.url.find("/labels?") != std::string::npos) {
    return list_labels(request.url, json);
  }
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
    const std::string asked = fmt::format("&iids%5B%5D={}&", iid);
    const bool by_iid = finds_by_iid && url.find("&iids%5B%5D=") != std::string::npos;
    if (by_iid && (!answers_iids || (url + "&").find(asked) == std::string::npos)) {
      continue;
    }
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
  std::vector<std::string> texts;
  for (const int iid : find(url)) {
    const Item& item = items.at(iid);
    texts.push_back(fmt::format(
        R"({{"iid": {}, "state": "{}", "created_at": "{}", "updated_at": "{}", "labels": {}}})",
        iid, item.state, model::to_string(item.created), model::to_string(item.updated),
        store::to_text(item.labels)));
  }
  return page_of(url, texts, std::move(headers));
}

http::Response ListedGitLab::list_labels(const std::string& url,
                                         std::vector<http::Header> headers) const {
  if (endless_labels != 0) {
    http::Response response;
    for (int i = 0; i < 100; ++i) {
      response.body += fmt::format(R"({}{{"id": {}, "name": "a{}"}})", i == 0 ? "[" : ",",
                                   endless_labels + i, endless_labels + i);
    }
    response.body += "]";
    response.status = 200;
    headers.push_back({"content-type", "application/json"});
    headers.push_back({"x-next-page", std::to_string(std::stoi(parameter(url, "page")) + 1)});
    response.headers = std::move(headers);
    return response;
  }
  std::map<std::string, std::int64_t> by_name;
  for (const auto& [id, name] : labels) {
    by_name.emplace(name, id);
  }
  std::vector<std::string> texts;
  texts.reserve(by_name.size());
  for (const auto& [name, id] : by_name) {
    texts.push_back(fmt::format(R"({{"id": {}, "name": "{}"}})", id, name));
  }
  http::Response response = page_of(url, texts, std::move(headers));
  response.status = status_of_labels;
  return response;
}

http::Response ListedGitLab::page_of(const std::string& url, const std::vector<std::string>& texts,
                                     std::vector<http::Header> headers) const {
  const auto size = static_cast<std::size_t>(std::stoi(parameter(url, "per_page")));
  const auto page = static_cast<std::size_t>(std::stoi(parameter(url, "page")));
  std::string body;
  for (std::size_t i = size * (page - 1); i < std::min(size * page, texts.size()); ++i) {
    body += (body.empty() ? "" : ",") + texts[i];
  }
  const bool last = size * page >= texts.size();
  if (tells_next) {
    headers.push_back({"x-next-page", last ? "" : std::to_string(page + 1)});
  }
  if (tells_total) {
    headers.push_back({"x-total", std::to_string(texts.size())});
  }
  return answer(200, "[" + body + "]", headers);
}

}  // namespace dora::test
