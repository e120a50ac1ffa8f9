// Cases of lists that are not paged, filtered or ordered as they claim.
#include <algorithm>

#include <fmt/format.h>

#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {
namespace {

const char* const incomplete = "the list may be incomplete";

SpoilAnswer next_page_is(std::string value) {
  return [value = std::move(value)](Answer& answer, const Request&, const Scene&) {
    answer.set("X-Next-Page", value);
  };
}

SpoilAnswer total_is(std::string value) {
  return [value = std::move(value)](Answer& answer, const Request&, const Scene&) {
    answer.set("X-Total", value);
  };
}

/// Returns the answer to the same request without these parameters.
Reply reply_without(Request request, const Scene& scene, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    request.query.erase(name);
  }
  return reply_with(scene.gitlab.answer(request));
}

void keep_half(Answer& answer) {
  const std::size_t middle = answer.body.find("},{", answer.body.size() / 2);
  if (middle != std::string::npos) {
    answer.body.resize(middle + 1);
    answer.body += "]";
  }
}

std::vector<Case> next_page_cases() {
  const auto endless = [](Answer& answer, const Request& request, const Scene&) {
    answer.set("X-Next-Page", std::to_string(request.page() + 1));
    answer.remove("X-Total");
    answer.remove("X-Total-Pages");
  };
  return {
      spoiled("next-page-empty", "X-Next-Page is empty on every page.", fails_with(incomplete),
              next_page_is("")),
      spoiled("next-page-endless", "Every page announces another one.", fails_with(incomplete),
              endless),
      spoiled("next-page-huge", "X-Next-Page is 2147483647.", fails_with(incomplete),
              next_page_is("2147483647")),
      spoiled("next-page-overflow", "X-Next-Page is beyond 64 bits.", fails_with(incomplete),
              next_page_is("99999999999999999999999")),
      spoiled("next-page-backwards", "X-Next-Page is 0.", fails_with(incomplete),
              next_page_is("0")),
      spoiled("next-page-words", "X-Next-Page is not a number.", fails_with(incomplete),
              next_page_is("two\x1b[2J")),
      spoiled("next-page-own", "X-Next-Page is the page's own number.", fails_with(incomplete),
              [](Answer& answer, const Request& request, const Scene&) {
                answer.set("X-Next-Page", std::to_string(request.page()));
              }),
      spoiled("next-page-missing", "No paging headers at all.", right_figures(),
              [](Answer& answer, const Request&, const Scene&) {
                for (const char* name : {"X-Next-Page", "X-Total", "X-Total-Pages"}) {
                  answer.remove(name);
                }
              }),
      spoiled("link-contradicts", "Link names a next page, X-Next-Page does not.",
              fails_with(incomplete),
              [](Answer& answer, const Request&, const Scene& scene) {
                answer.set("X-Next-Page", "");
                answer.set("Link", fmt::format("<{}/x?page=2>; rel=\"next\"", scene.own_url));
              }),
      spoiled("link-elsewhere", "Link names a next page on another server.", right_figures(),
              [](Answer& answer, const Request& request, const Scene& scene) {
                const std::string link =
                    fmt::format("<{}/x?page=2>; rel=\"next\"", scene.other_url);
                if (request.page() == 1 && answer.body.size() > 2 &&
                    request.number("per_page", 0) == 100) {
                  const bool has_next = std::any_of(
                      answer.headers.begin(), answer.headers.end(), [](const auto& each) {
                        return each.first == "X-Next-Page" && !each.second.empty();
                      });
                  if (has_next) {
                    answer.set("Link", link);
                    answer.remove("X-Next-Page");
                  }
                }
              }),
  };
}

std::vector<Case> total_cases() {
  return {
      spoiled("total-small", "X-Total is 1.", fails_with(incomplete), total_is("1")),
      spoiled("total-large", "X-Total is 9999.", fails_with(incomplete), total_is("9999")),
      spoiled("total-negative", "X-Total is -5.", right_figures_or(incomplete), total_is("-5")),
      spoiled("total-overflow", "X-Total is beyond 64 bits.", right_figures_or(incomplete),
              total_is("99999999999999999999999")),
      spoiled("total-largest", "X-Total is the largest number of 64 bits.", fails_with(incomplete),
              total_is("9223372036854775807")),
      spoiled("half-lists", "Half of each list, with the headers of all of it.",
              fails_with(incomplete),
              [](Answer& answer, const Request&, const Scene&) { keep_half(answer); }),
      spoiled("half-lists-no-total", "Half of each full page, without X-Total.",
              fails_with(incomplete),
              [](Answer& answer, const Request&, const Scene&) {
                keep_half(answer);
                answer.remove("X-Total");
                answer.remove("X-Total-Pages");
              }),
      spoiled("empty-pages", "Empty lists that announce a next page.", fails_with(incomplete),
              [](Answer& answer, const Request& request, const Scene&) {
                answer.body = "[]";
                answer.set("X-Next-Page", std::to_string(request.page() + 1));
              }),
      spoiled("page-twice", "Every list holds its items twice.", fails_with(incomplete),
              [](Answer& answer, const Request&, const Scene&) {
                const std::string inside = answer.body.substr(1, answer.body.size() - 2);
                answer.body = inside.empty() ? "[]" : fmt::format("[{0},{0}]", inside);
              }),
  };
}

std::vector<Case> query_cases() {
  return {
      own_reply("order-ignored", "The newest come first, whatever is requested.",
                fails_with(incomplete),
                [](const Request& request, const Scene& scene) {
                  return reply_without(request, scene, {"sort"});
                }),
      own_reply("page-ignored", "Always the first page.", fails_with(incomplete),
                [](const Request& request, const Scene& scene) {
                  Request first = request;
                  first.query["page"] = "1";
                  first.query.erase("created_after");
                  return reply_with(scene.gitlab.answer(first));
                }),
      own_reply("filters-ignored", "All merge requests, whatever time is requested.",
                fails_with(incomplete),
                [](const Request& request, const Scene& scene) {
                  return reply_without(
                      request, scene,
                      {"created_after", "created_before", "updated_after", "updated_before"});
                }),
      own_reply("page-size-ignored", "Pages of 20, whatever size is requested.",
                fails_with(incomplete),
                [](const Request& request, const Scene& scene) {
                  return reply_without(request, scene, {"per_page"});
                }),
      own_reply("one-cached-list", "One list for every request, as from a broken cache.",
                fails_with(incomplete),
                [](const Request&, const Scene& scene) {
                  return reply_with(scene.gitlab.answer(
                      {"/merge_requests", {{"per_page", "100"}, {"sort", "asc"}}}));
                }),
  };
}

}  // namespace

std::vector<Case> paging_cases() {
  std::vector<Case> all = next_page_cases();
  for (std::vector<Case>& more : std::vector<std::vector<Case>>{total_cases(), query_cases()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace dora::test::hostile
