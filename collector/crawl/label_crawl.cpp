// Follows labels that were renamed or deleted, which GitLab does not treat as an update of the
// merge request.
#include "collector/crawl/label_crawl.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/gitlab/page_audit.h"
#include "collector/model/summary.h"
#include "collector/model/wording.h"

namespace dora::crawl {
namespace {

/// An id used only in the store, never by GitLab.
constexpr std::int64_t unlisted = 0;

constexpr std::size_t page_size = gitlab::largest_page;

/// In messages: GitLab allows 255 characters.
constexpr std::size_t longest_name = 255;

std::size_t pages_of(std::size_t count) {
  return std::max<std::size_t>(1, (count + page_size - 1) / page_size);
}

[[noreturn]] void fail(const http::Response& response, std::string_view problem) {
  throw base::Error(fmt::format(
      "{}: {}; check that --api-url is GitLab's API, and the proxies and caches in front of it",
      response.url, problem));
}

/// A project's list of labels, page by page.
class LabelList {
 public:
  explicit LabelList(CrawlSession& session) : session_(session) {}

  /// Requests the pages of `expected` labels at once. Returns false if the list is refused.
  bool fetch_all(std::size_t expected) {
    std::size_t wanted = std::min(pages_of(expected), most_pages);
    while (asked_ < wanted) {
      const std::size_t known = names_.size();
      fetch_pages(wanted);
      if (refused_ || !has_next_) {
        return !refused_;
      }
      if (names_.size() == known || asked_ >= most_pages) {
        throw base::Error(fmt::format(
            "GitLab's list of labels has more than {} pages or repeats itself; check the proxies "
            "and caches in front of GitLab",
            asked_));
      }
      const auto total = static_cast<std::size_t>(std::max<std::int64_t>(total_.value_or(0), 0));
      wanted = std::max(asked_ + 1, std::min(pages_of(total), most_pages));
    }
    return true;
  }

  /// Returns whether, judging by the totals, nothing moved between pages while reading.
  bool is_whole() const {
    return same_totals_ && (!total_ || static_cast<std::size_t>(*total_) == names_.size());
  }

  std::vector<gitlab::ProjectLabel> labels() const {
    std::vector<gitlab::ProjectLabel> result;
    for (const auto& [id, name] : names_) {
      result.push_back({id, name});
    }
    return result;
  }

 private:
  static constexpr std::size_t most_pages = 1000;

  void fetch_pages(std::size_t last) {
    std::vector<std::string> urls;
    const std::size_t first = asked_ + 1;
    for (std::size_t page = first; page <= last; ++page) {
      urls.push_back(gitlab::labels_url(session_.root, session_.project.project.id, page));
    }
    asked_ = last;
    session_.fetch(urls, [&](std::size_t index, const http::Response& response) {
      take(static_cast<int>(first + index), response);
    });
  }

  void take(int page, const http::Response& response) {
    if (response.status == 401 || response.status == 403 || response.status == 404) {
      refused_ = true;
      return;
    }
    gitlab::require_success(response);
    gitlab::ParsedLabels parsed = gitlab::parse_label_page(response.body);
    if (!parsed.problem.empty()) {
      fail(response, parsed.problem);
    }
    gitlab::PageQuery query;
    query.page = page;
    if (const auto wrong = audit_paging(query, response, parsed.labels.size())) {
      throw gitlab::PageContradiction(
          fmt::format("{}: {}; the list of labels may be incomplete", response.url, *wrong));
    }
    const bool has_next = next_page(response, query, parsed.labels.size()).has_value();
    if (static_cast<std::size_t>(page) == asked_) {
      has_next_ = has_next;
    }
    const auto total = gitlab::total_of(response);
    same_totals_ = same_totals_ && (answers_++ == 0 || total == total_);
    total_ = total;
    for (gitlab::ProjectLabel& label : parsed.labels) {
      names_.insert_or_assign(label.id, std::move(label.name));
    }
  }

  CrawlSession& session_;
  std::map<std::int64_t, std::string> names_;
  std::size_t asked_ = 0;  ///< Pages.
  std::size_t answers_ = 0;
  std::optional<std::int64_t> total_;
  bool same_totals_ = true;
  bool has_next_ = false;  ///< After the last requested page.
  bool refused_ = false;
};

/// Returns nullopt, with a warning, if the list is refused or keeps changing.
std::optional<std::vector<gitlab::ProjectLabel>> fetch_labels(CrawlSession& session,
                                                              std::size_t expected) {
  constexpr int tries = 3;
  for (int i = 0; i < tries; ++i) {
    LabelList list(session);
    if (!list.fetch_all(expected)) {
      session.context.log.warning(
          "GitLab does not show the project's list of labels to this token: renamed or "
          "deleted labels are not detected; --full fetches all merge requests again");
      return std::nullopt;
    }
    if (list.is_whole()) {
      return list.labels();
    }
  }
  session.context.log.warning(
      "the project's list of labels changed every time it was read: the next run looks for renamed "
      "or deleted labels");
  return std::nullopt;
}

std::set<std::string> names_of(const std::vector<gitlab::ProjectLabel>& labels) {
  std::set<std::string> names;
  for (const gitlab::ProjectLabel& label : labels) {
    names.insert(label.name);
  }
  return names;
}

std::vector<std::int64_t> part_of(const std::vector<std::int64_t>& iids, std::size_t index) {
  const auto begin = iids.begin() + static_cast<std::ptrdiff_t>(index * page_size);
  const auto left = static_cast<std::size_t>(iids.end() - begin);
  return {begin, begin + static_cast<std::ptrdiff_t>(std::min(left, page_size))};
}

/// Returns the iids that were answered. Those that GitLab no longer has stay in the store, as after
/// every run but a --full one.
std::set<std::int64_t> fetch_again(CrawlSession& session, const std::vector<std::int64_t>& iids) {
  std::vector<std::string> urls;
  for (std::size_t i = 0; i < pages_of(iids.size()); ++i) {
    urls.push_back(
        gitlab::merge_requests_url(session.root, session.project.project.id, part_of(iids, i)));
  }
  std::set<std::int64_t> answered;
  session.fetch(urls, [&](std::size_t index, http::Response response) {
    const std::string requested_url = response.url;
    const Page page = read_page(std::move(response), {});
    const std::vector<std::int64_t> asked = part_of(iids, index);
    for (const gitlab::MergeRequest& each : page.merge_requests) {
      if (!std::binary_search(asked.begin(), asked.end(), each.iid)) {
        throw base::Error(fmt::format(
            "{}: merge request {} was not requested; check the proxies and caches in front of "
            "GitLab",
            requested_url, each.iid));
      }
      answered.insert(each.iid);
    }
    session.store.save_merge_requests(session.project, page.merge_requests);
  });
  return answered;
}

/// Returns names of labels that GitLab now lists under other names: no merge request can carry
/// them.
std::set<std::string> renamed(const std::vector<gitlab::ProjectLabel>& stored,
                              const std::vector<gitlab::ProjectLabel>& listed) {
  const std::set<std::string> now = names_of(listed);
  std::set<std::string> names;
  for (const gitlab::ProjectLabel& label : stored) {
    const bool has_other_name = std::any_of(listed.begin(), listed.end(), [&](const auto& each) {
      return each.id == label.id && each.name != label.name;
    });
    if (label.id != unlisted && has_other_name && !now.contains(label.name)) {
      names.insert(label.name);
    }
  }
  return names;
}

/// Counts the requested merge requests that GitLab answered with outdated data or not at all.
std::size_t count_due(CrawlSession& session, const std::vector<std::int64_t>& asked,
                      const std::set<std::int64_t>& answered, const std::set<std::string>& names) {
  const auto stale = session.store.iids_with_labels(session.project, names);
  std::set<std::int64_t> due(stale.begin(), stale.end());
  std::set_difference(asked.begin(), asked.end(), answered.begin(), answered.end(),
                      std::inserter(due, due.end()));
  return due.size();
}

}  // namespace

std::set<std::string> stale_names(const std::vector<gitlab::ProjectLabel>& stored,
                                  const std::vector<gitlab::ProjectLabel>& listed,
                                  const std::set<std::string>& carried) {
  const std::set<gitlab::ProjectLabel> now(listed.begin(), listed.end());
  std::set<std::string> known = names_of(listed);
  std::set<std::string> stale;
  for (const gitlab::ProjectLabel& label : stored) {
    if (label.id == unlisted) {
      known.insert(label.name);
    } else if (!now.contains(label)) {
      stale.insert(label.name);
    }
  }
  std::set_difference(carried.begin(), carried.end(), known.begin(), known.end(),
                      std::inserter(stale, stale.end()));
  return stale;
}

void follow_labels(CrawlSession& session) {
  const std::vector<gitlab::ProjectLabel> stored = session.store.labels(session.project);
  auto listed = fetch_labels(session, stored.size());
  if (!listed) {
    return;
  }
  std::set<std::string> carried = session.store.carried_labels(session.project);
  const std::set<std::string> stale = stale_names(stored, *listed, carried);
  const auto iids = session.store.iids_with_labels(session.project, stale);
  if (!iids.empty()) {
    session.context.log.info(
        fmt::format("labels were renamed or deleted since the last run, for example '{}': {} merge "
                    "requests with such labels are fetched again",
                    text::printable(text::cut_text(*stale.begin(), longest_name)),
                    model::count_text(static_cast<std::int64_t>(iids.size()))));
    const std::set<std::int64_t> answered = fetch_again(session, iids);
    if (const auto due = count_due(session, iids, answered, renamed(stored, *listed)); due > 0) {
      session.context.log.warning(fmt::format(
          "{} of {} merge requests with renamed or deleted labels came back unchanged or not at "
          "all: they were deleted, or the answer is out of date; the next run asks again, and "
          "--full removes what was deleted",
          due, iids.size()));
      return;
    }
    carried = session.store.carried_labels(session.project);
  }
  // Names that were requested and are still carried are not in the list: they belong to a group
  // that the token cannot see, or to a merge request that GitLab no longer has. They are not
  // requested again each time.
  const std::set<std::string> in_list = names_of(*listed);
  for (const std::string& name : carried) {
    const bool asked =
        stale.contains(name) ||
        std::binary_search(stored.begin(), stored.end(), gitlab::ProjectLabel{unlisted, name});
    if (asked && !in_list.contains(name)) {
      listed->push_back({unlisted, name});
    }
  }
  std::sort(listed->begin(), listed->end());
  if (*listed != stored) {
    session.store.save_labels(session.project, *listed);
  }
}

}  // namespace dora::crawl
