// Keeps a second process away from a store and says who holds it; knows nothing of what is stored.
#pragma once

#include <filesystem>

namespace dora::store {

/// Holds `<store>.lock` until it dies, or the process does, however that ends. Throws an Error that
/// names the holder (its process, machine and start) when there is one, or the cause when the file
/// cannot be written. The file stays: taking it away would let two processes lock two files.
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
