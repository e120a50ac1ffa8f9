// Remembers what earlier runs drew and from what, in a file next to the charts.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "renderer/journal/journal_record.h"

namespace dora::journal {

/// A journal: one JSON line per chart, written as soon as it is drawn, so that a run killed at any
/// moment is resumed where it was. What cannot be read is forgotten, and drawn again. Writers must
/// hold the folder's lock. Not thread-safe.
class RenderJournal {
 public:
  /// Reads the file if it exists; does not create it.
  explicit RenderJournal(std::filesystem::path file);
  ~RenderJournal();
  RenderJournal(const RenderJournal&) = delete;
  RenderJournal& operator=(const RenderJournal&) = delete;

  bool is_empty() const { return charts_.empty(); }
  const ChartRecord* find(const std::string& id) const;
  /// Returns what a remembered chart was drawn from: the inputs shared by all charts of its run,
  /// and its own. Reads the file again, because memory holds no inputs.
  std::pair<Inputs, Inputs> inputs_of(const std::string& id) const;
  /// Every picture of every remembered chart.
  std::vector<std::string> files() const;

  /// Appends a chart. `shared` is written once for all charts that have it. Throws an Error that
  /// names the file if it cannot be written.
  void remember(const std::string& id, ChartRecord chart, const Inputs& shared, const Inputs& own);

  /// What is known about the program at `path`, if it still has the same stamp.
  std::optional<Inputs> facts_of(const std::filesystem::path& program) const;
  void remember_facts(const std::filesystem::path& program, const Inputs& facts);

  /// Forgets all charts but these (ascending), and rewrites the file if it is twice as long as it
  /// needs to be. The last call: nothing can be remembered or looked up after it.
  void finish(const std::vector<std::string>& ids);

 private:
  struct Line {
    std::size_t offset = 0;
    std::size_t size = 0;
  };
  struct Chart {
    ChartRecord record;
    std::string shared;  ///< Hash of its shared inputs.
    Line line;
  };
  struct Program {
    std::string path;
    FileStamp stamp;
    Inputs facts;
    Line line;
  };

  void read_line(const std::string& text, Line line, std::int64_t written);
  std::vector<Line> current_lines() const;
  void rewrite(const std::vector<Line>& lines) const;
  Line append(const std::string& text);
  void write(const std::string& text) const;
  void open();

  std::filesystem::path file_;
  std::map<std::string, Chart> charts_;
  std::map<std::string, Line> shared_;  ///< By hash.
  std::optional<Program> program_;
  std::size_t size_ = 0;  ///< Of the readable part; at most half a line follows it.
  int fd_ = -1;
};

}  // namespace dora::journal
