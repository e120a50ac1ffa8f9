// Plans which pages to ask for: windows of time, crawled side by side and split where much is left.
// Pure: knows no HTTP and no merge requests, only where pages end.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "collector/model/instant.h"
#include "collector/store/time_window.h"

namespace dora::crawl {

/// One page of one window.
struct PageRequest {
  std::size_t window = 0;
  model::Instant begin;  ///< Where the window has got to.
  model::Instant end;
  int page = 1;
};

/// What came of a page.
struct PageOutcome {
  std::size_t count = 0;               ///< Merge requests on it.
  std::optional<model::Instant> last;  ///< The time of its last one.
  bool has_next = false;
};

/// Every page begins at the time of the last merge request of the page before, instead of behind so
/// and so many others: what is deleted or moves to the end meanwhile cannot push another one past
/// the border of two pages, GitLab never has to skip, and no total is needed. What is on a border
/// is seen twice: remove duplicates by iid. Where a full page was created at one instant, numbered
/// pages lead on, up and then down again, because a deletion pushes others down only.
class TimeWindows {
 public:
  /// Cuts [begin, end] into at most `count` windows of the same length.
  TimeWindows(model::Instant begin, model::Instant end, int count);
  /// Goes on where an earlier run ended; at least one window.
  explicit TimeWindows(const std::vector<store::TimeWindow>& windows);

  /// The next page to ask for; nothing while all that is known to be left is under way. When no
  /// window waits, the one with most left (by its own density) gives away its later half.
  std::optional<PageRequest> next();
  /// Each page from next() is reported once, in any order: by done(), ...
  void done(const PageRequest& page, const PageOutcome& outcome);
  /// ... or as too slow for the server: its window is halved and both halves are asked for. False
  /// when it is too short for that.
  bool halve(const PageRequest& page);

  /// Every window so far, each at the index by which pages name it.
  const std::vector<store::TimeWindow>& all() const { return windows_; }
  /// Indexes of those that changed since the last call.
  std::vector<std::size_t> take_changed();
  bool complete() const;
  /// By time: how much of the range is done, 0 to 1.
  double share_done() const;

 private:
  /// The way over numbered pages.
  struct PageWalk {
    bool down = false;
    std::optional<model::Instant> then;  ///< Where to go on afterwards; nothing: the window's end.
  };

  void add(const store::TimeWindow& window);
  void advance(std::size_t index, std::optional<model::Instant> to);
  std::optional<std::size_t> most_left() const;
  double pages_left(const store::TimeWindow& window) const;
  void give_away(std::size_t index, model::Instant from);

  std::vector<store::TimeWindow> windows_;
  std::vector<PageWalk> walks_;
  std::vector<std::size_t> changed_;
  std::deque<PageRequest> ready_;
};

/// Whether the finished windows cover all of [begin, end], without a hole.
bool covers(std::vector<store::TimeWindow> windows, model::Instant begin, model::Instant end);

}  // namespace dora::crawl
