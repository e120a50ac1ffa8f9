// Tests of collector/gitlab/page_audit: which contradictions in a page are found.
#include "collector/gitlab/page_audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/crawl/listed_gitlab.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::gitlab {
namespace {

using test::answer;
using test::at;
using testing::HasSubstr;

constexpr const char* link_next =
    R"(<https://h/x?page=3>; rel="next", <https://h/x?page=1>; rel="first")";
constexpr const char* link_first = R"(<https://h/x?rel="next">; rel="first")";

struct Row {
  const char* what;
  std::vector<http::Header> headers;
  std::size_t count;
  const char* contradiction;  ///< Part of the message; empty: none.
  int status = 200;
};

TEST(PageAudit, ComparesHeadersWithTheSecondPageOfTen) {
  const PageQuery query{.page = 2, .per_page = 10};
  const Row table[] = {
      {"no headers", {}, 10, ""},
      {"no headers, last", {}, 3, ""},
      {"all of GitLab's",
       {{"x-page", "2"},
        {"x-per-page", "10"},
        {"x-next-page", "3"},
        {"x-total", "35"},
        {"x-total-pages", "4"},
        {"link", link_next}},
       10,
       ""},
      {"last", {{"x-next-page", ""}, {"x-total", "15"}, {"link", link_first}}, 5, ""},
      {"uncounted", {{"x-next-page", "3"}, {"link", link_next}}, 10, ""},
      {"behind the end", {{"x-next-page", ""}, {"x-total", "5"}, {"x-total-pages", "1"}}, 0, ""},
      {"half an answer", {{"x-next-page", ""}}, 5, "HTTP 206", 206},
      {"ends too early", {{"x-next-page", ""}, {"x-total", "35"}}, 10, "X-Total is 35"},
      {"whole pages", {{"x-next-page", "3"}, {"x-total", "30"}, {"x-total-pages", "3"}}, 10, ""},
      {"largest total",
       {{"x-next-page", "3"}, {"x-total", "9223372036854775807"}, {"x-total-pages", "9"}},
       10,
       "x-total-pages is '9'"},
      {"goes on too far", {{"x-next-page", "3"}, {"x-total", "20"}}, 10, "X-Total is 20"},
      {"half a list", {{"x-next-page", ""}, {"x-total", "20"}}, 5, "leaves 10"},
      {"empty with a next page", {{"x-next-page", "3"}}, 0, "a next page is announced"},
      {"short with a next page", {{"x-next-page", "3"}}, 9, "a next page is announced"},
      {"short with a next link", {{"link", link_next}}, 9, "a next page is announced"},
      {"link against header", {{"x-next-page", ""}, {"link", link_next}}, 10, "Link names"},
      {"header against link", {{"x-next-page", "3"}, {"link", link_first}}, 10, "does not name"},
      {"skips a page", {{"x-next-page", "4"}}, 10, "x-next-page is '4'"},
      {"largest number", {{"x-next-page", "2147483647"}}, 10, "x-next-page"},
      {"another page", {{"x-page", "1"}}, 10, "x-page is '1'"},
      {"another size", {{"x-per-page", "20"}}, 10, "x-per-page is '20'"},
      {"too many items", {}, 11, "11 items where 10"},
      {"other pages",
       {{"x-next-page", "3"}, {"x-total", "35"}, {"x-total-pages", "9"}},
       10,
       "x-total-pages is '9'"}};
  for (const Row& row : table) {
    const auto wrong = audit_paging(query, answer(row.status, "", row.headers), row.count);
    if (*row.contradiction == '\0') {
      EXPECT_EQ(wrong, std::nullopt) << row.what;
    } else {
      EXPECT_THAT(wrong.value_or("none"), HasSubstr(row.contradiction)) << row.what;
    }
  }
}

MergeRequest created(std::int64_t iid, const char* time) {
  MergeRequest result;
  result.iid = iid;
  result.created_at = at(time);
  result.updated_at = at("2024-03-01T00:00:00Z");
  return result;
}

TEST(PageAudit, ComparesItemsWithTheQuery) {
  PageQuery query;
  query.after = at("2024-01-01T00:00:00Z");
  query.before = at("2024-01-31T00:00:00Z");
  const auto first = created(1, "2024-01-01T00:00:00Z");
  const auto tied = created(2, "2024-01-01T00:00:00Z");
  const auto last = created(3, "2024-01-31T00:00:00Z");
  EXPECT_EQ(audit_items(query, {}), std::nullopt);
  EXPECT_EQ(audit_items(query, {first, tied, last}), std::nullopt);
  EXPECT_THAT(audit_items(query, {last, first}).value_or(""), HasSubstr("order"));
  EXPECT_THAT(audit_items(query, {first, first}).value_or(""), HasSubstr("twice"));
  for (const char* time : {"2023-12-31T23:59:58Z", "2024-01-31T00:00:02Z"}) {
    EXPECT_THAT(audit_items(query, {created(4, time)}).value_or(""), HasSubstr("outside")) << time;
  }
  query.newest_first = true;
  EXPECT_EQ(audit_items(query, {last, tied, first}), std::nullopt);
  EXPECT_THAT(audit_items(query, {first, last}).value_or(""), HasSubstr("order"));
}

TEST(PageAudit, ComparesTheDateThatTheListIsOrderedBy) {
  auto early = created(1, "2024-01-02T00:00:00Z");
  auto late = created(2, "2024-01-01T00:00:00Z");
  late.updated_at = at("2024-04-01T00:00:00Z");
  EXPECT_EQ(audit_items({.order = TimeOrder::updated}, {early, late}), std::nullopt);
  EXPECT_NE(audit_items({.order = TimeOrder::created}, {early, late}), std::nullopt);
}

TEST(PageAudit, RefusesDatesThatNoUrlCanHold) {
  for (const char* time :
       {"0000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59Z"}) {
    EXPECT_THAT(audit_items({}, {created(7, time)}).value_or(""), HasSubstr("merge request 7"))
        << time;
  }
}

TEST(PageAudit, NamesTheUrlAndTheNextStep) {
  http::Response response = answer(206);
  response.url = "https://h/list";
  try {
    require_consistent_page({}, response, {});
    FAIL() << "no error";
  } catch (const PageContradiction& error) {
    EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("https://h/list"), HasSubstr("check")));
  }
}

TEST(PageAudit, ReadsLinksOfAnyForm) {
  EXPECT_TRUE(has_next_link(link_next));
  EXPECT_TRUE(has_next_link("<u>; title=x; REL=next"));
  EXPECT_TRUE(has_next_link("<u>;rel=next,<v>;rel=last"));
  for (const char* link : {link_first, "", "<", "<u>; rel=\"prev\"", "<u; rel=\"next\""}) {
    EXPECT_FALSE(has_next_link(link)) << link;
  }
}

}  // namespace
}  // namespace dora::gitlab
