// Reads the report anew once its data and its site were written again, while it is served.
#include "reports/serve/snapshot_reloader.h"

#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/model/instant.h"
#include "reports/serve/silent_log.h"

namespace dora::serve {

SnapshotUpdate::SnapshotUpdate(SnapshotSources sources, CurrentSnapshot& current, ChatLog& log,
                               const base::Interrupt& interrupt)
    : sources_(std::move(sources)),
      current_(current),
      log_(log),
      interrupt_(interrupt),
      seen_(current.get()->state) {}

/// Looks at some files of the site in turn: somebody may write them without its list.
bool SnapshotUpdate::is_current(const Snapshot& snapshot, const SourceState& state) {
  constexpr std::size_t files_a_look = 500;
  const std::size_t first = std::exchange(next_file_, next_file_ + files_a_look);
  return state == snapshot.state && snapshot.files.are_unchanged(first, files_a_look);
}

void SnapshotUpdate::look(Clock::time_point now) {
  SourceState state = state_of_sources(sources_.data, sources_.site);
  const bool is_steady = state == seen_;
  seen_ = std::move(state);
  const bool has_failed = seen_ == failed_ && now < retry_at_;
  if (!is_current(*current_.get(), seen_) && is_steady && !has_failed) {
    read(now);
  }
}

void SnapshotUpdate::read(Clock::time_point now) {
  constexpr std::chrono::seconds pause(10);
  SilentLog silent;  // What is odd about the data was said at the start.
  try {
    auto snapshot = read_snapshot(sources_, silent.log, [this] { interrupt_.check(); });
    const model::Instant as_of = snapshot->report.analysis().as_of;
    current_.replace(std::move(snapshot));
    failed_.clear();
    warned_.clear();
    next_file_ = 0;
    log_.info(fmt::format("serving the report as of {} from now on", model::to_string(as_of)));
  } catch (const base::Interrupted&) {
    throw;
  } catch (const std::exception& error) {
    failed_ = seen_;
    retry_at_ = now + pause;
    if (warned_ != error.what()) {
      warned_ = error.what();
      log_.warning(fmt::format("the report that was served before stays: {}", warned_));
    }
  }
}

SnapshotReloader::SnapshotReloader(SnapshotSources sources, CurrentSnapshot& current, ChatLog& log,
                                   const base::Interrupt& interrupt)
    : update_(std::move(sources), current, log, interrupt), thread_([this] { work(); }) {}

SnapshotReloader::~SnapshotReloader() {
  {
    const std::scoped_lock lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void SnapshotReloader::work() {
  constexpr std::chrono::seconds pause(1);
  try {
    while (true) {
      {
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, pause, [this] { return ends_; })) {
          return;
        }
      }
      update_.look(SnapshotUpdate::Clock::now());
    }
  } catch (const base::Interrupted&) {
    return;  // The server ends.
  }
}

}  // namespace dora::serve
