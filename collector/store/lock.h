// Keeps a second process out of a store, and says who holds it.
#pragma once

#include <filesystem>

namespace dora::store {

/// Holds `<store>.lock` until it is destroyed or the process ends, however that happens. Throws an
/// Error that names the holder (its process, machine and start) if there is one, or the cause if
/// the file cannot be written. The file stays: removing it would let two processes lock two
/// different files.
class StoreLock {
 public:
  explicit StoreLock(const std::filesystem::path& store);
  ~StoreLock();
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;

 private:
  int fd_ = -1;
};

}  // namespace dora::store
