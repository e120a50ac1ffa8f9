// Reads the report anew once its data and its site were written again, while it is served.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

#include "collector/base/interrupt.h"
#include "reports/serve/chat_log.h"
#include "reports/serve/current_snapshot.h"
#include "reports/serve/source_state.h"

namespace dora::serve {

/// Looks at the files, and reads them once they differ from the current snapshot's. What cannot be
/// read, or does not belong together, leaves the older snapshot in place, and a warning that names
/// the cause once. Not thread-safe.
class SnapshotUpdate {
 public:
  using Clock = std::chrono::steady_clock;

  /// All but the sources borrowed.
  SnapshotUpdate(SnapshotSources sources, CurrentSnapshot& current, ChatLog& log,
                 const base::Interrupt& interrupt);

  /// To be called about once a second: files that differ are read at the second look that finds
  /// them so, because they are written one after another. Throws base::Interrupted.
  void look(Clock::time_point now);

 private:
  bool is_current(const Snapshot& snapshot, const SourceState& state);
  void read(Clock::time_point now);

  SnapshotSources sources_;
  CurrentSnapshot& current_;
  ChatLog& log_;
  const base::Interrupt& interrupt_;
  SourceState seen_;           ///< At the last look.
  std::size_t next_file_ = 0;  ///< Of the site, to look at.
  SourceState failed_;         ///< That could not be read; empty: none.
  Clock::time_point retry_at_;
  std::string warned_;
};

/// Looks in a thread of its own, until it ends.
class SnapshotReloader {
 public:
  SnapshotReloader(SnapshotSources sources, CurrentSnapshot& current, ChatLog& log,
                   const base::Interrupt& interrupt);
  ~SnapshotReloader();
  SnapshotReloader(const SnapshotReloader&) = delete;
  SnapshotReloader& operator=(const SnapshotReloader&) = delete;

 private:
  void work();

  SnapshotUpdate update_;
  std::mutex mutex_;  ///< Guards `ends_`.
  bool ends_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace dora::serve
