// Writes a site beside the old one and puts it in its place whole; knows no pages.
#include "reports/site_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"
#include "reports/site_marker.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* action, const fs::path& path, int error) {
  throw base::Error(fmt::format("cannot {} {}: {}", action, path.string(), std::strerror(error)));
}

/// Unlike base::write_file it does not wait for the disk: the whole site is flushed once.
void write_new_file(const fs::path& path, std::string_view text) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (fd < 0) {
    fail("write", path, errno);
  }
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      const int error = errno;
      ::close(fd);
      fail("write", path, error);
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  if (::close(fd) != 0) {
    fail("write", path, errno);
  }
}

void make_new_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) {
    fail("make the folder", folder, errno);
  }
}

/// The marker goes last, so that a run killed in the middle leaves a folder that is known as ours.
void remove_leftover(const fs::path& folder, bool with_folder) {
  if (!is_leftover(folder)) {
    throw base::Error(
        fmt::format("{} is in the way and holds files that dora-report did not write; move it away",
                    folder.string()));
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename() != site_marker_file) {
      fs::remove_all(entry.path());
    }
  }
  if (with_folder) {
    fs::remove_all(folder);
  }
}

/// A hard link where the file system can, else a copy.
void link_or_copy(const fs::path& source, const fs::path& place) {
  if (::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, place.c_str(), AT_SYMLINK_FOLLOW) == 0) {
    return;
  }
  std::error_code error;
  fs::copy_file(source, place, error);
  if (error) {
    throw base::Error(
        fmt::format("cannot copy {} to {}: {}", source.string(), place.string(), error.message()));
  }
}

void move_folder(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) {
    fail("put in place", to, errno);
  }
}

/// Afterwards the old site is in `retired`, if there was one.
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
    fail("put in place", published, errno);
  }
  replace_by_renames(fresh, published, retired);
}

/// Gives what the standard library throws the program's own form.
template <class Action>
void with_errors_of_ours(Action action) {
  try {
    action();
  } catch (const fs::filesystem_error& error) {
    fail("write", error.path1(), error.code().value());
  }
}

/// Takes over or makes the folder; another run may remove it between the two steps.
std::unique_ptr<base::FolderLock> make_locked(const fs::path& folder) {
  for (;;) {
    make_new_folder(folder);
    auto lock = std::make_unique<base::FolderLock>(folder);
    if (lock->holds(folder)) {
      return lock;
    }
  }
}

}  // namespace

fs::path resolved_folder(const fs::path& folder) {
  const fs::path normal = fs::absolute(folder).lexically_normal();
  const fs::path named = normal.has_filename() ? normal : normal.parent_path();
  if (!named.has_filename()) {
    throw base::UsageError(fmt::format("'{}' cannot be the site's folder", folder.string()));
  }
  return fs::weakly_canonical(named);
}

SiteFolder::SiteFolder(const fs::path& folder) : published_(resolved_folder(folder)) {
  const fs::path parent = published_.parent_path();
  const std::string name = "." + published_.filename().string();
  fresh_ = parent / (name + ".new");
  retired_ = parent / (name + ".old");
  base::make_folder(parent);
  lock_ = make_locked(fresh_);
  try {
    with_errors_of_ours([this] { prepare(); });
  } catch (...) {
    std::error_code ignored;  // Removes nothing but an empty folder: the one just made.
    fs::remove(fresh_, ignored);
    throw;
  }
}

void SiteFolder::prepare() {
  if (fs::exists(retired_) && !fs::exists(published_)) {
    move_folder(retired_, published_);  // A run was killed between two renames.
  }
  require_replaceable(published_);
  remove_leftover(fresh_, false);
  write_new_file(fresh_ / site_marker_file, marker_text({}));
}

SiteFolder::~SiteFolder() {
  if (lock_) {
    std::error_code ignored;  // What cannot be removed now is removed by the next run.
    fs::remove_all(fresh_, ignored);
  }
}

void SiteFolder::keep(const std::string& name, const FileIdentity& identity) {
  const std::lock_guard lock(mutex_);
  kept_.push_back({name, identity});
}

/// Where a file that is not kept goes.
fs::path SiteFolder::place_for(const std::string& name) {
  if (const std::size_t slash = name.find('/'); slash != std::string::npos) {
    make_new_folder(fresh_ / name.substr(0, slash));
  }
  const std::lock_guard lock(mutex_);
  written_.push_back(name);
  return fresh_ / name;
}

std::vector<std::string> SiteFolder::names() const {
  std::vector<std::string> names = written_;
  std::transform(kept_.begin(), kept_.end(), std::back_inserter(names),
                 [](const Kept& kept) { return kept.name; });
  return names;
}

void SiteFolder::write(const std::string& name, std::string_view text) {
  if (const auto old = file_that_holds(published_ / name, text)) {
    keep(name, *old);
  } else {
    write_new_file(place_for(name), text);
  }
}

void SiteFolder::add(const std::string& name, const fs::path& source) {
  if (const auto old = file_equal_to(published_ / name, source)) {
    keep(name, *old);
  } else {
    link_or_copy(source, place_for(name));
  }
}

/// Another program may have changed the old site since the two were compared.
void SiteFolder::take_over(const Kept& kept) const {
  const fs::path old = published_ / kept.name;
  const fs::path place = fresh_ / kept.name;
  make_new_folder(place.parent_path());
  link_or_copy(old, place);
  if (identity_of(old) != kept.identity) {
    throw base::Error(
        fmt::format("{} was changed while the site was written; run it again", old.string()));
  }
}

void SiteFolder::publish() {
  const std::string marker = marker_text(names());
  if (written_.empty() && file_that_holds(published_ / site_marker_file, marker)) {
    return;  // The old site is the new one; the new folder goes with the destructor.
  }
  for (const Kept& kept : kept_) {
    take_over(kept);
  }
  write_new_file(fresh_ / site_marker_file, marker);
  if (::syncfs(lock_->fd()) != 0) {
    fail("write", fresh_, errno);
  }
  with_errors_of_ours([this] {
    require_replaceable(published_);  // Again: somebody may have put a file there meanwhile.
    if (fs::exists(retired_)) {
      remove_leftover(retired_, true);
    }
    put_in_place(fresh_, published_, retired_);
  });
  lock_.reset();
  std::error_code ignored;  // The new site is in place; the next run removes what stays now.
  fs::remove_all(retired_, ignored);
}

void replace_by_renames(const fs::path& fresh, const fs::path& published, const fs::path& retired) {
  move_folder(published, retired);
  if (::rename(fresh.c_str(), published.c_str()) != 0) {
    const int error = errno;
    move_folder(retired, published);
    fail("put in place", published, error);
  }
}

}  // namespace dora::reports
