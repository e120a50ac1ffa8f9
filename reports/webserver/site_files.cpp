// The files of a finished site that may be served: those that its own list names, as they were when
// they were read.
#include "reports/webserver/site_files.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "collector/base/parallel.h"

namespace dora::webserver {
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

SiteFiles::SiteFiles(std::filesystem::path folder, const std::vector<std::string>& names,
                     std::size_t most_kept_open, const std::function<void()>& check)
    : folder_(std::move(folder)), files_(names.size()) {
  base::in_parallel(names.size(), base::usable_cpus(), [&](std::size_t i) {
    check();
    files::OpenFile file = files::open_file_inside(folder_, names[i]);
    SiteFile& read = files_[i];
    read.name = names[i];
    read.state = state_of(file.descriptor.get());
    read.sha256 = files::sha256_of_file(file);
    read.size = file.size;
    read.content_type = content_type_of(names[i]);
    if (i < most_kept_open) {
      read.kept_open = std::make_shared<const files::FileDescriptor>(std::move(file.descriptor));
    }
  });
  std::ranges::sort(files_, {}, &SiteFile::name);
  std::string all;
  for (const SiteFile& file : files_) {
    all += fmt::format("{} {}\n", file.sha256, file.name);
  }
  sha256_ = files::sha256(all);
}

const SiteFile* SiteFiles::find(std::string_view path) const {
  if (!path.starts_with('/')) {
    return nullptr;
  }
  std::string name(path.substr(1));
  name += path.ends_with('/') ? "index.html" : "";
  const auto found = std::ranges::lower_bound(files_, name, {}, &SiteFile::name);
  return found == files_.end() || found->name != name ? nullptr : &*found;
}

files::OpenFile SiteFiles::open(const SiteFile& file) const {
  files::OpenFile opened = file.kept_open
                               ? files::OpenFile{folder_ / file.name,
                                                 files::FileDescriptor(::fcntl(
                                                     file.kept_open->get(), F_DUPFD_CLOEXEC, 0)),
                                                 file.size}
                               : files::open_file_inside(folder_, file.name);
  if (opened.descriptor.get() < 0) {
    throw base::Error(fmt::format("{} cannot be read: too many open files", file.name));
  }
  if (state_of(opened.descriptor.get()) != file.state) {
    throw base::Error(
        fmt::format("{} was written again: load the page again in a few seconds", file.name));
  }
  return opened;
}

bool SiteFiles::are_unchanged(std::size_t first, std::size_t count) const {
  for (std::size_t i = 0; i < std::min(count, files_.size()); ++i) {
    const SiteFile& file = files_[(first + i) % files_.size()];
    if (state_of(folder_ / file.name) != file.state) {
      return false;
    }
  }
  return true;
}

}  // namespace dora::webserver
