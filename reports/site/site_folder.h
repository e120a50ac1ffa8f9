// Writes a site beside the old one and puts it in its place whole; knows no pages.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/files/file_mode.h"
#include "collector/base/files/folder_lock.h"
#include "collector/base/files/open_file.h"
#include "reports/site/published_file.h"
#include "reports/site/same_file.h"

namespace dora::site {

/// The new site is `.<name>.new` beside `<name>` until publish(); without it the old site stays as
/// it is and nothing is left behind. A file whose bytes are those of the old site is that file,
/// hard linked: it keeps its date, so that a copier passes it over. When every file is, the old
/// site stays in its place as it is. What a killed run left is removed by the next one. Errors name
/// the file and the cause. Several threads may write() and add() at a time.
class SiteFolder {
 public:
  /// Throws a UsageError when `folder` holds files that the program did not write, and an Error
  /// when another run is writing the site.
  explicit SiteFolder(const std::filesystem::path& folder);
  ~SiteFolder();
  SiteFolder(const SiteFolder&) = delete;
  SiteFolder& operator=(const SiteFolder&) = delete;

  /// `name` is relative to the site, such as `services/payments-api.html`.
  void write(const std::string& name, std::string_view text);
  /// Puts an open file of these bytes into the site: as a hard link where possible, which takes
  /// neither time nor space and is safe because the program replaces files by renaming, never in
  /// place; else as a copy, also of another user's file and of one that has further names.
  void add(const std::string& name, const files::OpenFile& source, std::string_view bytes);
  /// Every file gets the permissions that a new one would have, also one that did not change.
  void publish();

 private:
  /// A file of the old site that is to be one of the new site.
  struct Kept {
    std::string name;
    FileIdentity identity;
  };

  void prepare();
  void discard() noexcept;
  void note(std::string_view names);
  bool keep(const std::string& name, const FileIdentity& old, OtherLinks links);
  std::filesystem::path place_for(const std::string& name);
  std::vector<std::string> names() const;
  void take_over(const Kept& kept) const;
  void repair_folders() const;

  std::filesystem::path published_;
  std::filesystem::path fresh_;
  std::filesystem::path retired_;
  files::FileModes modes_;
  std::unique_ptr<files::FolderLock> lock_;
  files::FileDescriptor journal_{-1};  ///< The new site's marker, which lists a file before it is.
  std::mutex mutex_;                   ///< Of the journal and the two lists.
  std::vector<std::string> written_;
  std::vector<Kept> kept_;
};

/// The folder that a path means: absolute, without links and dots. Throws a UsageError for `/`.
std::filesystem::path resolved_folder(const std::filesystem::path& folder);

/// Moves `fresh` to `published` and what was there to `retired`, in two steps: for file systems
/// that cannot exchange two folders in one. When the second step fails, the first is undone.
void replace_by_renames(const std::filesystem::path& fresh, const std::filesystem::path& published,
                        const std::filesystem::path& retired);

}  // namespace dora::site
