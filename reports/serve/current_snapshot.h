// The snapshot that requests are answered from, until a newer one takes its place.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "reports/serve/snapshot.h"

namespace dora::serve {

/// Several threads may use it. A request keeps the snapshot that it began with until its end.
class CurrentSnapshot {
 public:
  explicit CurrentSnapshot(std::shared_ptr<const Snapshot> first) : snapshot_(std::move(first)) {}

  std::shared_ptr<const Snapshot> get() const {
    const std::scoped_lock lock(mutex_);
    return snapshot_;
  }

  void replace(std::shared_ptr<const Snapshot> newer) {
    {
      const std::scoped_lock lock(mutex_);
      snapshot_.swap(newer);
    }  // The older one may end here, and takes a while.
  }

 private:
  mutable std::mutex mutex_;  ///< Guards the pointer, not what it points to.
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace dora::serve
