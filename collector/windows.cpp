// Plans which pages to ask for: windows of creation time, crawled side by side and split where much
// is left. Pure: knows no HTTP and no merge requests, only where pages end.
#include "collector/windows.h"

#include <algorithm>

#include "collector/gitlab_api.h"

namespace dora::collector {
namespace {

using model::Instant;
using Length = Instant::duration;

/// GitLab skips over everything before a page, so a window is begun anew where it has got to.
constexpr int deepest_page = 20;

/// Splitting costs about half a page more, which must come back.
constexpr double worth_splitting = 2.0;

}  // namespace

Windows::Windows(Instant begin, Instant end, int count)
    : begin_(begin), end_(std::max(begin, end)) {
  const Length length = (end_ - begin_) / std::max(count, 1);
  for (Instant from = begin_; windows_.empty() || from < end_;) {
    const bool last = static_cast<int>(windows_.size()) + 1 >= count || length < Length(1);
    const Instant to = last ? end_ : from + length;
    ready_.push_back({windows_.size(), from, to, 1});
    windows_.push_back({from, from, to, 0, false});
    from = to;
  }
}

std::optional<WindowPage> Windows::next() {
  if (ready_.empty()) {
    if (const auto index = most_left()) {
      split(*index);
    }
  }
  if (ready_.empty()) {
    return std::nullopt;
  }
  WindowPage page = ready_.front();
  ready_.pop_front();
  page.end = windows_[page.window].end;  // It may have been split since.
  return page;
}

void Windows::done(const WindowPage& page, const PageOutcome& outcome) {
  Window& window = windows_[page.window];
  window.seen += outcome.count;
  // Ascending order: all before the page's last creation time has been seen.
  window.reached = std::clamp(outcome.last.value_or(window.end), window.reached, window.end);
  const bool past_end = outcome.last && *outcome.last > window.end;
  if (!outcome.next_page || past_end) {
    window.reached = window.end;
    window.finished = true;
    return;
  }
  WindowPage next{page.window, page.begin, window.end, *outcome.next_page};
  // Where more than a window's depth was created at one instant, only its pages lead on.
  if (page.page >= deepest_page && window.reached > page.begin) {
    next.begin = window.reached;
    next.page = 1;
  }
  ready_.push_back(next);
}

bool Windows::complete() const {
  return std::all_of(windows_.begin(), windows_.end(),
                     [](const Window& window) { return window.finished; });
}

double Windows::share_done() const {
  Length done{0};
  for (const Window& window : windows_) {
    done += window.reached - window.begin;
  }
  return end_ == begin_
             ? 1.0
             : static_cast<double>(done.count()) / static_cast<double>((end_ - begin_).count());
}

double Windows::pages_left(const Window& window) const {
  const auto covered = static_cast<double>((window.reached - window.begin).count());
  const auto left = static_cast<double>((window.end - window.reached).count());
  // The page under way is not left for anybody else.
  return covered <= 0 ? 0 : static_cast<double>(window.seen) / covered * left / largest_page - 1;
}

std::optional<std::size_t> Windows::most_left() const {
  std::optional<std::size_t> best;
  double most = worth_splitting;
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    if (!windows_[i].finished && pages_left(windows_[i]) >= most) {
      most = pages_left(windows_[i]);
      best = i;
    }
  }
  return best;
}

/// The page under way may bring some of the later half too; they are seen twice.
void Windows::split(std::size_t index) {
  const Instant end = windows_[index].end;
  const Instant middle = windows_[index].reached + (end - windows_[index].reached) / 2;
  windows_[index].end = middle;
  ready_.push_back({windows_.size(), middle, end, 1});
  windows_.push_back({middle, middle, end, 0, false});
}

}  // namespace dora::collector
