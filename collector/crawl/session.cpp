// What the parts of a crawl share: fetching one project's pages concurrently and reading them.
#include "collector/crawl/session.h"

#include <chrono>
#include <exception>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/crawl/clock_check.h"
#include "collector/gitlab/page_audit.h"

namespace dora::crawl {

Page read_page(http::Response response, const gitlab::PageQuery& query) {
  gitlab::require_success(response);
  if (response.body.find('\0') != std::string::npos) {
    throw base::Error(
        fmt::format("{}: the answer holds a NUL byte and is not JSON; check that "
                    "--api-url is GitLab's API",
                    response.url));
  }
  gitlab::ParsedPage parsed = gitlab::parse_page(std::move(response.body));
  if (!parsed.problem.empty()) {
    throw base::Error(
        fmt::format("{}: {}; check that --api-url is GitLab's API", response.url, parsed.problem));
  }
  require_consistent_page(query, response, parsed.merge_requests);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  Page page;
  page.has_next = next_page(response, query, parsed.merge_requests.size()).has_value();
  page.total = gitlab::total_of(response);
  page.answered = trusted_time(response, now);
  page.merge_requests = std::move(parsed.merge_requests);
  return page;
}

model::Instant time_of(const gitlab::MergeRequest& merge_request, gitlab::TimeOrder order) {
  return order == gitlab::TimeOrder::created ? merge_request.created_at : merge_request.updated_at;
}

std::optional<model::Instant> last_time(const Page& page, gitlab::TimeOrder order) {
  return page.merge_requests.empty() ? std::nullopt
                                     : std::optional(time_of(page.merge_requests.back(), order));
}

void CrawlSession::compare_clocks(const http::Response& response) {
  if (clocks_compared || response.status != 200) {
    return;
  }
  clocks_compared = true;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (const auto warning = clock_warning(response, now)) {
    context.log.warning(*warning);
  }
}

std::string CrawlSession::url(const gitlab::PageQuery& query) const {
  return merge_requests_url(root, project.project.id, query);
}

void CrawlSession::fetch(const std::vector<std::string>& urls, const Take& take) {
  const http::RequestPhase phase(client);
  std::map<http::RetryingClient::RequestId, std::size_t> indexes;
  std::vector<int> attempts(urls.size());
  std::exception_ptr failure;
  std::size_t next = 0;
  for (;;) {
    for (; !failure && next < urls.size() && client.under_way() < concurrency; ++next) {
      indexes.emplace(client.start(http::get(urls[next])), next);
    }
    if (client.under_way() == 0) {
      break;
    }
    http::Response response = client.wait();
    const std::size_t index = indexes.at(response.id);
    compare_clocks(response);
    try {
      take(index, std::move(response));
    } catch (const gitlab::PageContradiction&) {
      if (++attempts.at(index) < page_attempts) {
        indexes.emplace(client.start(http::get(urls.at(index))), index);
      } else {
        failure = failure ? failure : std::current_exception();
      }
    } catch (const base::Error&) {
      failure = failure ? failure : std::current_exception();  // Wait for the others.
    }
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
}

std::vector<Page> CrawlSession::fetch(const std::vector<gitlab::PageQuery>& queries) {
  std::vector<std::string> urls;
  urls.reserve(queries.size());
  for (const gitlab::PageQuery& query : queries) {
    urls.push_back(url(query));
  }
  std::vector<Page> pages(queries.size());
  fetch(urls, [&](std::size_t index, http::Response response) {
    pages.at(index) = read_page(std::move(response), queries.at(index));
  });
  return pages;
}

}  // namespace dora::crawl
