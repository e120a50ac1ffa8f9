// The files of a finished site that may be served: those that its own list names, as they were at
// the start.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/files/open_file.h"

namespace dora::webserver {

struct SiteFile {
  std::string name;  ///< Within the site: `services/payments-api.html`.
  std::string sha256;
  std::int64_t size = 0;
  std::uint64_t inode = 0;
  std::int64_t changed_at = 0;  ///< In nanoseconds.
  const char* content_type = "";
};

/// Immutable, so that several threads may look.
class SiteFiles {
 public:
  /// Reads every file once. `names` are relative to `folder`. Throws an Error that names a file
  /// that is missing, or no file of its own: what is behind a link is never served. Stops when
  /// `check` throws.
  SiteFiles(const std::filesystem::path& folder, const std::vector<std::string>& names,
            const std::function<void()>& check);

  /// `path` begins with `/`, and is compared as it is: it is no path of the file system. Those that
  /// end with `/` are the folder's `index.html`. Null if there is no such file.
  const SiteFile* find(std::string_view path) const;
  std::size_t size() const { return files_.size(); }

  /// Throws an Error if the file is no longer what it was.
  files::OpenFile open(const SiteFile& file) const;

 private:
  std::filesystem::path folder_;
  std::map<std::string, SiteFile, std::less<>> files_;
};

/// By the end of the name.
const char* content_type_of(std::string_view name);

}  // namespace dora::webserver
