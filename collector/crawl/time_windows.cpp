// Plans which pages to request: windows of time, crawled concurrently and split where much is left.
// Pure: sees only where pages end.
#include "collector/crawl/time_windows.h"

#include <algorithm>
#include <utility>

#include "collector/gitlab/query.h"

namespace dora::crawl {
namespace {

using model::Instant;
using Length = Instant::duration;

/// In pages: a half must be worth a turn of its own. Splitting costs half a page more each time,
/// but windows this short occur only at the end, when slots are free anyway.
constexpr double worth_splitting = 0.5;

/// If a server is too slow for a window this short, a shorter one does not help.
constexpr std::chrono::hours shortest_half{1};

}  // namespace

TimeWindows::TimeWindows(Instant begin, Instant end, int count) {
  end = std::max(begin, end);
  const Length length = (end - begin) / std::max(count, 1);
  for (Instant from = begin; windows_.empty() || from < end;) {
    const bool last = static_cast<int>(windows_.size()) + 1 >= count || length < Length(1);
    const Instant to = last ? end : from + length;
    add({from, from, to, 0, false});
    from = to;
  }
}

TimeWindows::TimeWindows(const std::vector<store::TimeWindow>& windows) {
  for (const store::TimeWindow& window : windows) {
    add(window);
  }
  changed_.clear();
}

void TimeWindows::add(const store::TimeWindow& window) {
  const std::size_t index = windows_.size();
  windows_.push_back(window);
  walks_.emplace_back();
  changed_.push_back(index);
  if (!window.finished) {
    ready_.push_back({index, window.reached, window.end, 1});
  }
}

std::optional<PageRequest> TimeWindows::next() {
  if (ready_.empty()) {
    if (const auto index = most_left()) {
      const store::TimeWindow& window = windows_[*index];
      // The page being fetched may bring some of the later half too; those are seen twice.
      give_away(*index, window.reached + (window.end - window.reached) / 2);
    }
  }
  if (ready_.empty()) {
    return std::nullopt;
  }
  PageRequest page = ready_.front();
  ready_.pop_front();
  page.end = windows_[page.window].end;  // The window may have been split since.
  return page;
}

void TimeWindows::done(const PageRequest& page, const PageOutcome& outcome) {
  store::TimeWindow& window = windows_[page.window];
  PageWalk& walk = walks_[page.window];
  window.seen += outcome.count;
  changed_.push_back(page.window);
  const auto ask = [&](int number) {
    ready_.push_back({page.window, page.begin, window.end, number});
  };
  if (walk.down) {
    page.page > 1 ? ask(page.page - 1)
                  : advance(page.window, std::exchange(walk, {false, std::nullopt}).then);
    return;
  }
  const bool past_end = outcome.last && *outcome.last > window.end;
  const bool last_page = !outcome.has_next || past_end;
  const auto to = last_page ? std::nullopt : outcome.last;
  if (!last_page && to.value_or(page.begin) <= page.begin) {
    ask(page.page + 1);
  } else if (page.page > 1) {
    walk = {true, to};
    ask(page.page - 1);
  } else {
    advance(page.window, to);
  }
}

void TimeWindows::advance(std::size_t index, std::optional<Instant> to) {
  store::TimeWindow& window = windows_[index];
  window.finished = !to;
  // Ascending order: everything before the page's last time has been seen.
  window.reached = std::clamp(to.value_or(window.end), window.reached, window.end);
  if (!window.finished) {
    ready_.push_back({index, window.reached, window.end, 1});
  }
}

bool TimeWindows::halve(const PageRequest& page) {
  const Length half = (windows_[page.window].end - page.begin) / 2;
  if (page.page > 1 || half < shortest_half) {
    return false;
  }
  give_away(page.window, page.begin + half);
  ready_.push_front({page.window, page.begin, page.begin + half, 1});
  return true;
}

void TimeWindows::give_away(std::size_t index, Instant from) {
  const Instant end = std::exchange(windows_[index].end, from);
  changed_.push_back(index);
  add({from, from, end, 0, false});
}

std::vector<std::size_t> TimeWindows::take_changed() {
  std::vector<std::size_t> changed = std::exchange(changed_, {});
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  return changed;
}

bool TimeWindows::complete() const {
  return std::all_of(windows_.begin(), windows_.end(),
                     [](const store::TimeWindow& window) { return window.finished; });
}

double TimeWindows::share_done() const {
  Length done{0};
  Length all{0};
  for (const store::TimeWindow& window : windows_) {
    done += window.reached - window.begin;
    all += window.end - window.begin;
  }
  return all == Length{0} ? 1.0
                          : static_cast<double>(done.count()) / static_cast<double>(all.count());
}

double TimeWindows::pages_left(const store::TimeWindow& window) const {
  const auto covered = static_cast<double>((window.reached - window.begin).count());
  const auto left = static_cast<double>((window.end - window.reached).count());
  // The page being fetched cannot be given to another window.
  return covered <= 0
             ? 0
             : static_cast<double>(window.seen) / covered * left / gitlab::largest_page - 1;
}

std::optional<std::size_t> TimeWindows::most_left() const {
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

bool covers(std::vector<store::TimeWindow> windows, Instant begin, Instant end) {
  std::sort(
      windows.begin(), windows.end(),
      [](const store::TimeWindow& a, const store::TimeWindow& b) { return a.begin < b.begin; });
  Instant covered = begin;
  bool any = false;
  for (const store::TimeWindow& window : windows) {
    if (!window.finished || window.begin > covered) {
      return false;
    }
    covered = std::max(covered, window.end);
    any = true;
  }
  return any && covered >= end;
}

}  // namespace dora::crawl
