// Keeps a second process out of a store, and says who holds it.
#include "collector/store/lock.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/files/open_file.h"
#include "collector/model/instant.h"

namespace dora::store {
namespace {

std::string own_name() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return fmt::format("process {} on {} since {}", ::getpid(), host.data(), model::to_string(now));
}

[[noreturn]] void fail(const std::filesystem::path& file, int error) {
  throw base::Error(fmt::format("cannot lock {}: {}; check the folder and its permissions",
                                file.string(), std::strerror(error)));
}

}  // namespace

StoreLock::StoreLock(const std::filesystem::path& store) {
  const std::filesystem::path file = store.string() + ".lock";
  files::require_own_file(file);
  fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd_ < 0) {
    fail(file, errno);
  }
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(fd_);
    if (error != EWOULDBLOCK) {
      fail(file, error);
    }
    const std::string holder = files::read_file(file);
    throw base::Error(fmt::format("{} is in use by {}; wait for it to end, or use another folder",
                                  store.string(), holder.empty() ? "another process" : holder));
  }
  // Only information for others: the kernel holds the lock, so a failure to write it does not
  // matter.
  const std::string name = own_name();
  if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, name.data(), name.size(), 0) < 0) {
    return;
  }
}

StoreLock::~StoreLock() {
  ::close(fd_);
}

}  // namespace dora::store
