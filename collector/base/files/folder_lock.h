// Locks a folder for this run alone, or for several runs that share it.
#pragma once

#include <filesystem>

namespace dora::files {

/// Exclusive, or shared with other runs.
enum class LockMode { alone, shared };

/// The lock stays with the folder when it is renamed, and ends with the process.
class FolderLock {
 public:
  /// Throws an Error if another run holds the folder or if it cannot be opened.
  explicit FolderLock(const std::filesystem::path& folder, LockMode mode = LockMode::alone);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  int fd() const { return fd_; }
  /// Returns false if the folder was renamed or removed between looking up its name and locking it.
  bool holds(const std::filesystem::path& folder) const;

 private:
  int fd_ = -1;
};

}  // namespace dora::files
