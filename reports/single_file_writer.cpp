// Writes the digest for mail to where the user wants it; knows nothing of what it says.
#include "reports/single_file_writer.h"

#include <string>
#include <system_error>

#include <fmt/format.h>

#include "collector/base/error.h"

namespace dora::reports {

void check_single_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!path.has_filename() || std::filesystem::is_directory(path, error)) {
    throw base::UsageError(fmt::format("--single-file {} is a folder; it takes a file, such as {}",
                                       path.string(), (path / "weekly.html").string()));
  }
}

std::unique_ptr<base::AtomicFile> write_single_file(const std::filesystem::path& path,
                                                    const SingleFile& content,
                                                    const TemplateSet& templates, base::Log& log) {
  const std::string text = templates.render("single_file", values_of(content));
  if (text.size() > single_file_limit) {
    log.warning(fmt::format(
        "{} has {:.1f} MB, and mail servers may refuse more than {}: render smaller pictures "
        "(--scale 1, --png palette)",
        path.string(), static_cast<double>(text.size()) / 1e6, single_file_limit / 1'000'000));
  }
  if (path.has_parent_path()) {
    base::make_folder(path.parent_path());
  }
  auto file = std::make_unique<base::AtomicFile>(path);
  file->write(text);
  return file;
}

}  // namespace dora::reports
