// Writes a file outside the site to the path that an option names.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "collector/base/files/atomic_file.h"

namespace dora::site {

/// The file that an option names.
struct UserFile {
  const char* option = nullptr;  ///< `--single-file`
  std::filesystem::path path;
  std::string_view begin;  ///< What a file of ours begins with: only such ones are replaced.
  const char* example = "weekly.html";
};

/// Throws a UsageError for what can be neither replaced nor written to: a folder, a link to a file,
/// a file of somebody else.
void check_user_file(const UserFile& file);

/// The file and its text.
class UserFileOutput {
 public:
  /// Writes a regular or new file next to its final place; touches nothing else yet.
  UserFileOutput(std::filesystem::path path, std::string text);
  /// Moves the file to its place. A named pipe or character device, such as /dev/stdout, is written
  /// to instead, never replaced.
  void commit();

 private:
  std::filesystem::path path_;
  std::string text_;  ///< For a stream.
  std::unique_ptr<files::AtomicFile> file_;
};

}  // namespace dora::site
