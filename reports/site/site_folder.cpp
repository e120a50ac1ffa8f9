// Writes a site next to the old one and replaces it as a whole.
#include "reports/site/site_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "reports/site/folder_swap.h"
#include "reports/site/published_file.h"
#include "reports/site/site_marker.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;

/// The complete list of a new site, until it takes the journal's place.
constexpr const char* new_marker_file = ".dora-report-site.new";

/// Removes what a killed run left behind: either all of it is listed, or there is nothing.
void remove_leftover(const fs::path& folder) {
  if (!is_written_by_us(folder) && !fs::is_empty(folder)) {
    throw base::Error(fmt::format(
        "{} is in the way and contains files that dora-report did not write; move it away",
        folder.string()));
  }
  remove_listed(folder);
}

/// The new site is in place; the next run removes what cannot be removed now.
void remove_retired(const fs::path& retired) noexcept {
  try {
    if (is_written_by_us(retired) || fs::is_empty(retired)) {
      remove_listed(retired);
      fs::remove(retired);
    }
  } catch (const std::exception&) {
    return;
  }
}

/// Converts the standard library's exceptions to the program's own.
template <class Action>
void translate_errors(Action action) {
  try {
    action();
  } catch (const fs::filesystem_error& error) {
    throw_file_error("write", error.path1(), error.code().value());
  }
}

/// The folders on the way to a file of the site, within it: `a` and `a/b` of `a/b/c.html`.
std::vector<std::string_view> folders_of(std::string_view name) {
  std::vector<std::string_view> folders;
  for (auto slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', slash + 1)) {
    folders.push_back(name.substr(0, slash));
  }
  return folders;
}

void make_folders_of(const std::string& name, const fs::path& site) {
  for (const std::string_view folder : folders_of(name)) {
    make_new_folder(site / folder);
  }
}

/// Takes over or makes the folder; another run may remove it between the two steps.
/// Throws base::Error that names the site: the user never chose the folder's own name.
std::unique_ptr<files::FolderLock> make_locked(const fs::path& folder, const fs::path& site) {
  for (;;) {
    if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) {
      throw base::Error(
          fmt::format("--out {} cannot be made, because nothing can be written into {}: {}; choose "
                      "another name",
                      site.string(), site.parent_path().string(), std::strerror(errno)));
    }
    auto lock = std::make_unique<files::FolderLock>(folder);
    if (lock->holds(folder)) {
      return lock;
    }
  }
}

}  // namespace

fs::path resolved_folder(const fs::path& folder) {
  if (folder.empty()) {
    throw base::UsageError(
        "the name of a folder is empty: --out, --data and --charts each take one");
  }
  const fs::path normal = fs::absolute(folder).lexically_normal();
  const fs::path named = normal.has_filename() ? normal : normal.parent_path();
  if (!named.has_filename()) {
    throw base::UsageError(fmt::format("'{}' cannot be the site's folder", folder.string()));
  }
  return fs::weakly_canonical(named);
}

SiteFolder::SiteFolder(const fs::path& folder)
    : published_(resolved_folder(folder)), modes_(files::file_modes()) {
  const fs::path parent = published_.parent_path();
  const std::string name = "." + published_.filename().string();
  fresh_ = parent / (name + ".new");
  retired_ = parent / (name + ".old");
  files::make_folder(parent);
  lock_ = make_locked(fresh_, published_);
  try {
    translate_errors([this] { prepare(); });
  } catch (...) {
    std::error_code ignored;  // Removes only an empty folder: the one just made.
    fs::remove(fresh_, ignored);
    throw;
  }
}

void SiteFolder::prepare() {
  if (!fs::exists(published_) && is_written_by_us(retired_)) {
    move_folder(retired_, published_);  // A run was killed between two renames.
  }
  require_replaceable(published_);
  remove_leftover(fresh_);
  const fs::path marker = fresh_ / site_marker_file;
  write_new_file(marker, marker_head());
  journal_ = files::FileDescriptor(::open(marker.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  if (journal_.get() < 0) {
    throw_file_error("write", marker, errno);
  }
}

SiteFolder::~SiteFolder() {
  if (lock_) {
    discard();
  }
}

/// What cannot be removed now is removed by the next run.
void SiteFolder::discard() noexcept {
  try {
    remove_listed(fresh_);
    fs::remove(fresh_);
  } catch (const std::exception&) {
    return;
  }
}

/// Lists names, one per line, before the files exist: a killed run leaves nothing that the next one
/// does not recognise as ours.
void SiteFolder::note(std::string_view names) {
  while (!names.empty()) {
    const ssize_t written = ::write(journal_.get(), names.data(), names.size());
    if (written < 0 && errno != EINTR) {
      throw_file_error("write", fresh_ / site_marker_file, errno);
    }
    names.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
}

void SiteFolder::count(std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  ++size_.files;
  size_.bytes += static_cast<std::int64_t>(bytes);
}

/// Returns false if the old file must be written anew: it is not this user's, or its permissions
/// must change and others would see that under another of its names.
bool SiteFolder::keep(const std::string& name, const FileIdentity& old, OtherLinks links) {
  if (old.owner != ::geteuid()) {
    return false;
  }
  if (old.mode != modes_.file) {
    if (links == OtherLinks::none && old.links > 1) {
      return false;
    }
    const files::OpenFile file = files::open_file_inside(published_, name);
    if (identity_of(file) != old) {
      return false;
    }
    files::set_own_mode(file.descriptor.get(), modes_.file);
  }
  const std::lock_guard lock(mutex_);
  kept_.push_back({name, old});
  return true;
}

/// Where a file that is not kept goes.
fs::path SiteFolder::place_for(const std::string& name) {
  const std::lock_guard lock(mutex_);
  note(name + "\n");
  make_folders_of(name, fresh_);
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
  count(text.size());
  const auto old = file_that_holds(published_ / name, text);
  if (!old || !keep(name, *old, OtherLinks::none)) {
    write_new_file(place_for(name), text);
  }
}

void SiteFolder::add(const std::string& name, const files::OpenFile& source,
                     std::string_view bytes) {
  count(bytes.size());
  const auto given = identity_of(source);
  const auto old = identity_of(published_ / name);
  const bool is_source = given && old && given->is_same_file(*old);
  const auto same = is_source ? old : file_that_holds(published_ / name, bytes);
  const OtherLinks links = is_source ? OtherLinks::known : OtherLinks::none;
  if (!same || !keep(name, *same, links)) {
    link_or_copy(source, bytes, OtherLinks::none, modes_.file, place_for(name));
  }
}

/// Another program may have changed the old site since the two were compared.
void SiteFolder::take_over(const Kept& kept) const {
  const files::OpenFile old = files::open_file_inside(published_, kept.name);
  if (identity_of(old) != kept.identity) {
    throw base::Error(
        fmt::format("{} was changed while the site was written; run it again", old.path.string()));
  }
  const fs::path place = fresh_ / kept.name;
  make_folders_of(kept.name, fresh_);
  link_or_copy(old, OtherLinks::known, modes_.file, place);
}

/// For a site that stays as it is.
void SiteFolder::repair_folders() const {
  std::set<fs::path> folders{published_};
  for (const Kept& kept : kept_) {
    for (const std::string_view folder : folders_of(kept.name)) {
      folders.insert(published_ / folder);
    }
  }
  for (const fs::path& folder : folders) {
    const files::FileDescriptor opened(
        ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    files::set_own_mode(opened.get(), modes_.folder);
  }
}

void SiteFolder::publish() {
  const std::string marker = marker_text(names());
  count(marker.size());
  const auto old = file_that_holds(published_ / site_marker_file, marker);
  if (written_.empty() && old && keep(site_marker_file, *old, OtherLinks::none)) {
    repair_folders();
    return;  // The old site is the new one; the destructor removes the new folder.
  }
  note(fmt::format("{}\n{}", new_marker_file, fmt::join(names(), "\n")) + "\n");
  for (const Kept& kept : kept_) {
    take_over(kept);
  }
  write_new_file(fresh_ / new_marker_file, marker);
  translate_errors([this] { fs::rename(fresh_ / new_marker_file, fresh_ / site_marker_file); });
  if (::syncfs(lock_->fd()) != 0) {
    throw_file_error("write", fresh_, errno);
  }
  translate_errors([this] {
    require_replaceable(published_);  // Again: someone may have put a file there in the meantime.
    if (fs::exists(published_) && fs::exists(fs::symlink_status(retired_))) {
      remove_leftover(retired_);
      fs::remove(retired_);
    }
    put_in_place(fresh_, published_, retired_);
  });
  lock_.reset();
  remove_retired(retired_);
}

}  // namespace dora::site
