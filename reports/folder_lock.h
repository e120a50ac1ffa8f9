// Holds a folder for this run alone; knows nothing of what is in it.
#pragma once

#include <filesystem>

namespace dora::reports {

/// The lock goes with the folder wherever it is renamed to, and ends with the process.
class FolderLock {
 public:
  /// Throws an Error when another run holds the folder or it cannot be opened.
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  int fd() const { return fd_; }
  /// False when the folder was renamed or removed between the look at its name and the lock.
  bool holds(const std::filesystem::path& folder) const;

 private:
  int fd_ = -1;
};

}  // namespace dora::reports
