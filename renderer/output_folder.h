// The folder of a run's charts: new pictures in, old ones out, the index last; draws nothing.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "collector/base/atomic_file.h"
#include "collector/base/log.h"
#include "renderer/chart/chart_index.h"

namespace dora::renderer {

/// While it lives, no other run can have the folder. Pictures are drawn under a hidden temporary
/// name and get their own one by one, so an interrupted run leaves whole pictures, the old index
/// and nothing else. Files that no index listed are never touched.
class OutputFolder {
 public:
  /// Makes the folder, locks it, removes the temporary files of a run that was killed. Throws an
  /// Error that names what cannot be written; warns of an old index that cannot be read.
  OutputFolder(std::filesystem::path folder, base::Log& log);
  /// Removes temporary files.
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  const std::filesystem::path& path() const { return folder_; }
  /// Where the picture `file` is drawn first: a name in this folder.
  static std::string temporary_name(std::string_view file);
  /// Gives the drawn picture its own name; returns the SHA-256 of its bytes.
  std::string publish(const std::string& file);
  /// Forgets what was drawn of a chart that failed. Throws an Error if the reason is that nothing
  /// can be written to the folder any more (a full disk): then no chart can be had.
  void discard(const std::string& file);
  void write_script(const std::string& file, std::string_view script);
  /// Removes pictures and scripts that the old index listed and this run did not make, then writes
  /// the index.
  void finish(const chart::ChartIndex& index);

 private:
  void remove_temporary_files() const;
  void read_old_index(base::Log& log);
  void check_writable(const std::string& file) const;

  std::filesystem::path folder_;
  base::AtomicFile index_;
  std::set<std::string> old_files_;  ///< Listed by the old index, not made by this run.
};

}  // namespace dora::renderer
