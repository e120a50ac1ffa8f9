// Holds a folder for this run alone, or for runs that share it; knows nothing of what is in it.
#pragma once

#include <filesystem>

namespace dora::files {

/// Alone, or beside others that share it.
enum class LockMode { alone, shared };

/// The lock goes with the folder wherever it is renamed to, and ends with the process.
class FolderLock {
 public:
  /// Throws an Error when another run holds the folder or it cannot be opened.
  explicit FolderLock(const std::filesystem::path& folder, LockMode mode = LockMode::alone);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  int fd() const { return fd_; }
  /// False when the folder was renamed or removed between the look at its name and the lock.
  bool holds(const std::filesystem::path& folder) const;

 private:
  int fd_ = -1;
};

}  // namespace dora::files
