// Writes a site next to the old one and replaces it as a whole.
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
#include "reports/site/site_size.h"

namespace dora::site {

/// Until publish() the new site is `.<name>.new` next to `<name>`; without it the old site stays as
/// it is and nothing is left behind. A file with the same bytes as in the old site is that file,
/// hard linked: it keeps its date, so that copying tools skip it. If all files are the same, the
/// old site stays in place. What a killed run left behind is removed by the next one. Errors name
/// the file and the cause. Several threads may call write() and add() at the same time.
class SiteFolder {
 public:
  /// Throws a UsageError if `folder` contains files that the program did not write, and an Error if
  /// another run is writing the site.
  explicit SiteFolder(const std::filesystem::path& folder);
  ~SiteFolder();
  SiteFolder(const SiteFolder&) = delete;
  SiteFolder& operator=(const SiteFolder&) = delete;

  /// `name` is relative to the site, such as `services/payments-api.html`.
  void write(const std::string& name, std::string_view text);
  /// Puts an open file of these bytes into the site: as a hard link if possible, which takes
  /// neither time nor space and is safe because the program replaces files by renaming, never in
  /// place; otherwise as a copy, also if it belongs to another user or has other names.
  void add(const std::string& name, const files::OpenFile& source, std::string_view bytes);
  /// Every file gets the permissions that a new one would have, also an unchanged one.
  void publish();

  /// Of the published site, with its list of files.
  SiteSize size() const { return size_; }

 private:
  /// A file of the old site that becomes a file of the new site.
  struct Kept {
    std::string name;
    FileIdentity identity;
  };

  void prepare();
  void discard() noexcept;
  void note(std::string_view names);
  void count(std::size_t bytes);
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
  files::FileDescriptor journal_{-1};  ///< The new site's marker: lists files before they exist.
  std::mutex mutex_;                   ///< Guards the journal, the two lists and the size.
  std::vector<std::string> written_;
  std::vector<Kept> kept_;
  SiteSize size_;
};

/// Returns the folder that a path refers to: absolute, without links and dots. Throws a UsageError
/// for `/`.
std::filesystem::path resolved_folder(const std::filesystem::path& folder);

}  // namespace dora::site
