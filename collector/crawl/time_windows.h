// Plans which pages to request: windows of time, crawled concurrently and split where much is left.
// Pure: sees only where pages end.
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
  model::Instant begin;  ///< How far the window has got.
  model::Instant end;
  int page = 1;
};

/// The result of a page.
struct PageOutcome {
  std::size_t count = 0;               ///< Merge requests on it.
  std::optional<model::Instant> last;  ///< The time of the last one.
  bool has_next = false;
};

/// Every page begins at the time of the last merge request of the page before, not after a number
/// of others: deletions and updates during the crawl cannot push a merge request across a page
/// border, GitLab never has to skip rows, and no total is needed. Items on a border are seen twice:
/// remove duplicates by iid. If a full page was created at one instant, numbered pages lead on,
/// first up and then down again, because a deletion moves items towards the front only.
class TimeWindows {
 public:
  /// Cuts [begin, end] into at most `count` windows of equal length.
  TimeWindows(model::Instant begin, model::Instant end, int count);
  /// Continues where an earlier run ended; at least one window.
  explicit TimeWindows(const std::vector<store::TimeWindow>& windows);

  /// Returns the next page to request; nullopt while everything known to be left is being fetched.
  /// If no window is waiting, the one with most left (by its own density) gives away its later
  /// half.
  std::optional<PageRequest> next();
  /// Each page from next() is reported once, in any order: by done(), ...
  void done(const PageRequest& page, const PageOutcome& outcome);
  /// ... or as too slow for the server: its window is halved and both halves are requested. Returns
  /// false if the window is too short for that.
  bool halve(const PageRequest& page);

  /// All windows so far; pages refer to them by index.
  const std::vector<store::TimeWindow>& all() const { return windows_; }
  /// Returns the indexes of those that changed since the last call.
  std::vector<std::size_t> take_changed();
  bool complete() const;
  /// By time, from 0 to 1.
  double share_done() const;

 private:
  /// The position in numbered pages.
  struct PageWalk {
    bool down = false;
    std::optional<model::Instant> then;  ///< Where to continue; nullopt: the window's end.
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

/// Returns whether the finished windows cover all of [begin, end] without a gap.
bool covers(std::vector<store::TimeWindow> windows, model::Instant begin, model::Instant end);

}  // namespace dora::crawl
