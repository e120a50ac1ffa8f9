// The files of a finished site that may be served: those that its own list names, as they were at
// the start.
#include "reports/webserver/site_files.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "collector/base/parallel.h"

namespace dora::webserver {
namespace {

struct FileState {
  std::uint64_t inode = 0;
  std::int64_t changed_at = 0;

  bool operator==(const FileState&) const = default;
};

FileState state_of(const files::OpenFile& file) {
  struct stat state {};
  ::fstat(file.descriptor.get(), &state);
  return {state.st_ino, state.st_mtim.tv_sec * 1'000'000'000 + state.st_mtim.tv_nsec};
}

}  // namespace

const char* content_type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, const char*>, 10> types{
      {{".html", "text/html; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".json", "application/json"},
       {".csv", "text/csv; charset=utf-8"},
       {".md", "text/markdown; charset=utf-8"},
       {".txt", "text/plain; charset=utf-8"},
       {".xml", "application/atom+xml"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"}}};
  for (const auto& [end, type] : types) {
    if (name.ends_with(end)) {
      return type;
    }
  }
  return "application/octet-stream";
}

SiteFiles::SiteFiles(const std::filesystem::path& folder, const std::vector<std::string>& names,
                     const std::function<void()>& check)
    : folder_(folder) {
  std::vector<SiteFile> files(names.size());
  base::in_parallel(names.size(), base::usable_cpus(), [&](std::size_t i) {
    check();
    const files::OpenFile file = files::open_file_inside(folder_, names[i]);
    const FileState state = state_of(file);
    files[i] = {names[i],         files::sha256_of_file(file), file.size, state.inode,
                state.changed_at, content_type_of(names[i])};
  });
  for (SiteFile& file : files) {
    std::string path = "/" + file.name;
    files_.emplace(std::move(path), std::move(file));
  }
}

const SiteFile* SiteFiles::find(std::string_view path) const {
  const auto found =
      path.ends_with('/') ? files_.find(std::string(path) + "index.html") : files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

files::OpenFile SiteFiles::open(const SiteFile& file) const {
  files::OpenFile opened = files::open_file_inside(folder_, file.name);
  const FileState before{file.inode, file.changed_at};
  if (state_of(opened) != before || opened.size != file.size) {
    throw base::Error(
        fmt::format("{} was written again: start `dora-report serve` again", opened.path.string()));
  }
  return opened;
}

}  // namespace dora::webserver
