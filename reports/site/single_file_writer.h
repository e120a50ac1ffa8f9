// Writes the digest for mail to the path that the user chose.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "collector/base/files/atomic_file.h"
#include "collector/base/log.h"
#include "reports/pages/single_file.h"
#include "reports/templating/template_set.h"

namespace dora::site {

/// The file of the digest and its text.
class SingleFileOutput {
 public:
  /// Writes a regular or new file next to its final place; touches nothing else yet.
  SingleFileOutput(std::filesystem::path path, std::string text);
  /// Moves the file to its place. A named pipe or character device, such as /dev/stdout, is written
  /// to instead, never replaced.
  void commit();

 private:
  std::filesystem::path path_;
  std::string text_;  ///< For a stream.
  std::unique_ptr<files::AtomicFile> file_;
};

/// Throws a UsageError for what can be neither replaced nor written to: a folder, a link to a file.
void check_single_file(const std::filesystem::path& path);

/// Returns the complete file; commit() moves it to its place. Warns if it has more bytes than
/// single_file_limit. Throws an Error if it cannot be written.
SingleFileOutput write_single_file(const std::filesystem::path& path,
                                   const pages::SingleFile& content,
                                   const templating::TemplateSet& templates, base::Log& log);

}  // namespace dora::site
