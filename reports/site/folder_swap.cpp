// Puts a finished folder in the place of another one.
#include "reports/site/folder_swap.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/site/published_file.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;

}  // namespace

void move_folder(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) {
    throw_file_error("put in place", to, errno);
  }
}

void replace_by_renames(const fs::path& fresh, const fs::path& published, const fs::path& retired) {
  move_folder(published, retired);
  if (::rename(fresh.c_str(), published.c_str()) != 0) {
    const int error = errno;
    move_folder(retired, published);
    throw_file_error("put in place", published, error);
  }
}

void put_in_place(const fs::path& fresh, const fs::path& published, const fs::path& retired) {
  if (!fs::exists(published)) {
    move_folder(fresh, published);
    return;
  }
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, published.c_str(), RENAME_EXCHANGE) == 0) {
    move_folder(fresh, retired);
    return;
  }
  if (errno == EBUSY) {
    throw base::Error(fmt::format(
        "cannot replace {}: something is mounted there; choose a folder inside it for --out",
        published.string()));
  }
  if (errno != EINVAL && errno != ENOSYS) {
    throw_file_error("put in place", published, errno);
  }
  replace_by_renames(fresh, published, retired);
}

}  // namespace dora::site
