// The files of a finished site that may be served: those that its own list names, as they were when
// they were read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/files/open_file.h"
#include "reports/webserver/file_state.h"

namespace dora::webserver {

struct SiteFile {
  std::string name;  ///< Within the site: `services/payments-api.html`.
  std::string sha256;
  std::int64_t size = 0;
  FileState state;
  const char* content_type = "";
  std::shared_ptr<const files::FileDescriptor> kept_open;  ///< Null: opened when it is asked for.
};

/// Immutable, so that several threads may look.
class SiteFiles {
 public:
  /// Reads every file once. `names` are relative to `folder`. The first `most_kept_open` stay open,
  /// so that they can be served when another site has taken their place. Throws an Error that names
  /// a file that is missing, or no file of its own: what is behind a link is never served. Stops
  /// when `check` throws.
  SiteFiles(std::filesystem::path folder, const std::vector<std::string>& names,
            std::size_t most_kept_open, const std::function<void()>& check);

  /// `path` begins with `/`, and is compared as it is: it is no path of the file system. Those that
  /// end with `/` are the folder's `index.html`. Null if there is no such file.
  const SiteFile* find(std::string_view path) const;
  std::size_t size() const { return files_.size(); }
  /// Of the names and bytes of all files.
  const std::string& sha256() const { return sha256_; }

  /// Throws an Error if the file is no longer what it was.
  files::OpenFile open(const SiteFile& file) const;

  /// Whether the folder still has these files, `count` of them from the one with the number
  /// `first`, which begins again after the last. Looks at each, and reads none.
  bool are_unchanged(std::size_t first, std::size_t count) const;

 private:
  std::filesystem::path folder_;
  std::vector<SiteFile> files_;  ///< By name.
  std::string sha256_;
};

/// By the end of the name.
const char* content_type_of(std::string_view name);

}  // namespace dora::webserver
