// Writes the digest for mail to where the user wants it; knows nothing of what it says.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "collector/base/files/atomic_file.h"
#include "collector/base/log.h"
#include "reports/pages/single_file.h"
#include "reports/templating/template_set.h"

namespace dora::site {

/// The file of the digest, with its text.
class SingleFileOutput {
 public:
  /// A regular file, or a new one, is written beside its place; nothing else is touched yet.
  SingleFileOutput(std::filesystem::path path, std::string text);
  /// Puts the file in its place. A named pipe and a character device, such as /dev/stdout, are
  /// written to instead, and never replaced.
  void commit();

 private:
  std::filesystem::path path_;
  std::string text_;  ///< Of a stream.
  std::unique_ptr<files::AtomicFile> file_;
};

/// Throws a UsageError for what can be neither replaced nor written to: a folder, a link to a file.
void check_single_file(const std::filesystem::path& path);

/// The file, complete; it is in its place with commit(). Warns when it has more bytes than
/// single_file_limit. Throws an Error when it cannot be written.
SingleFileOutput write_single_file(const std::filesystem::path& path,
                                   const pages::SingleFile& content,
                                   const templating::TemplateSet& templates, base::Log& log);

}  // namespace dora::site
