// Plans which pages to ask for: windows of creation time, crawled side by side and split where much
// is left. Pure: knows no HTTP and no merge requests, only where pages end.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "collector/model/instant.h"

namespace dora::collector {

/// One page of one window; both ends are inclusive, as GitLab's created_after and created_before.
struct WindowPage {
  std::size_t window = 0;
  model::Instant begin;
  model::Instant end;
  int page = 1;
};

/// What came of a page.
struct PageOutcome {
  std::size_t count = 0;               ///< Merge requests on it.
  std::optional<model::Instant> last;  ///< Creation time of its last one.
  std::optional<int> next_page;        ///< Nothing on the window's last page.
};

/// Windows touch at their ends, so what is created on a border is seen twice: remove duplicates by
/// iid. No page depends on a total that GitLab may or may not tell.
class Windows {
 public:
  /// Cuts [begin, end] into at most `count` windows of the same length.
  Windows(model::Instant begin, model::Instant end, int count);

  /// The next page to ask for; nothing while all that is known to be left is under way. When no
  /// window waits, the one with most left (by its own density) gives away its later half.
  std::optional<WindowPage> next();
  /// Each page from next() is reported once, in any order.
  void done(const WindowPage& page, const PageOutcome& outcome);

  /// True when every window was followed to its last page: together they cover the whole range.
  bool complete() const;
  /// By time: how much of the range is done, 0 to 1.
  double share_done() const;

 private:
  struct Window {
    model::Instant begin;
    model::Instant reached;  ///< Everything before is seen.
    model::Instant end;
    std::size_t seen = 0;
    bool finished = false;
  };

  std::optional<std::size_t> most_left() const;
  double pages_left(const Window& window) const;
  void split(std::size_t index);

  model::Instant begin_;
  model::Instant end_;
  std::vector<Window> windows_;
  std::deque<WindowPage> ready_;
};

}  // namespace dora::collector
