// The folder of a run's charts: adds new pictures, removes old ones, writes the index last.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "collector/base/files/atomic_file.h"
#include "collector/base/files/file_mode.h"
#include "collector/base/files/folder_lock.h"
#include "collector/base/log.h"
#include "renderer/chart/chart_index.h"
#include "renderer/chart/shard.h"
#include "renderer/journal/journal.h"

namespace dora::renderer {

/// While it exists, no other run of the same shard can hold the folder, nor any run of another
/// split: a whole run holds it alone, shards of one run share it. Pictures are drawn under a hidden
/// temporary name and get their own one by one, so an interrupted run leaves complete pictures, the
/// old index and what it remembers of them. Files that no run made are never touched.
class OutputFolder {
 public:
  /// Makes the folder, locks it, and removes the temporary files of a killed run. Throws an Error
  /// that names what cannot be written, or the index of another split; warns about an old index
  /// that cannot be read.
  OutputFolder(std::filesystem::path folder, chart::Shard shard, base::Log& log);
  /// Removes temporary files.
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  const std::filesystem::path& path() const { return folder_; }
  journal::RenderJournal& memory() { return memory_; }
  /// Returns the chart as drawn from `key`, with the current stamps of its pictures, if all of them
  /// are unchanged; nullopt if it must be drawn.
  std::optional<journal::ChartRecord> intact(const std::string& id, const std::string& key) const;
  /// Keeps its pictures, with the permissions that new ones would have; `chart` comes from
  /// intact().
  void keep(journal::ChartRecord& chart);
  /// Where the picture `file` is drawn at first: a name in this folder.
  std::string temporary_name(std::string_view file) const;
  /// The bytes of a drawn picture; put_drawn() writes one that gnuplot did not draw.
  std::string drawn(const std::string& file) const;
  void put_drawn(const std::string& file, std::string_view bytes) const;
  /// Writes the finished picture and gives it its own name. The first `drawn` bytes are those that
  /// were drawn: they are not written again.
  journal::PictureRecord publish(const std::string& file, std::string_view bytes,
                                 std::size_t drawn = 0);
  /// Discards what was drawn of a chart that failed. Throws an Error if the reason is that the
  /// folder can no longer be written to (a full disk): then no chart can be drawn.
  void discard(const std::string& file);
  void write_script(const std::string& file, std::string_view script);
  /// Removes pictures and scripts that earlier runs made and this one did not, then writes the
  /// index if it has changed.
  void finish(const chart::ChartIndex& index);

 private:
  void refuse_other_splits() const;
  void clean();
  bool is_temporary(const std::string& name) const;
  void read_old_index(base::Log& log);
  void note_old_files();
  void check_writable(const std::string& file) const;
  void write(const std::string& file, std::string_view bytes, std::size_t from) const;

  std::filesystem::path folder_;
  chart::Shard shard_;
  files::FileModes modes_ = files::file_modes();
  files::FolderLock lock_;
  files::AtomicFile index_;
  journal::RenderJournal memory_;
  std::map<std::string, journal::ChartRecord>
      indexed_;                      ///< Known only from the index: memory is lost.
  std::set<std::string> scripts_;    ///< Found next to pictures.
  std::set<std::string> old_files_;  ///< Made by earlier runs, not by this one.
};

/// The path of a shard's memory in its folder of charts.
std::filesystem::path memory_file(chart::Shard shard);

/// Like OutputFolder::intact, for a folder that is not locked.
std::optional<journal::ChartRecord> intact_in(const std::filesystem::path& folder,
                                              const journal::ChartRecord& chart);

}  // namespace dora::renderer
