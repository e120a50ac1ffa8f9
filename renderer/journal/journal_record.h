// One line of the journal, as a value and as JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/journal/file_stamp.h"
#include "renderer/journal/inputs.h"

namespace dora::journal {

/// A picture as it was when it was drawn.
struct PictureRecord {
  std::string file;    ///< Name in the folder of charts.
  std::string sha256;  ///< Of its bytes.
  FileStamp stamp;     ///< Empty if it proves nothing: then the bytes must be checked.

  bool operator==(const PictureRecord&) const = default;
};

struct ChartRecord {
  std::string key;  ///< Of all inputs.
  std::vector<PictureRecord> pictures;

  bool operator==(const ChartRecord&) const = default;
};

enum class LineKind {
  chart,   ///< A chart that was drawn, and its own inputs.
  shared,  ///< Inputs that charts share.
  program  ///< What is known of a program whose file has a stamp.
};

struct JournalRecord {
  LineKind kind = LineKind::chart;
  std::string name;    ///< The chart's id, the hash of the shared inputs, or the program's path.
  ChartRecord chart;   ///< Of a chart.
  std::string shared;  ///< Of a chart: the hash of its shared inputs.
  Inputs inputs;       ///< The chart's own, the shared ones, or what is known about the program.
  FileStamp stamp;     ///< Of a program.

  bool operator==(const JournalRecord&) const = default;
};

/// Returns JSON, with the newline.
std::string to_text(const JournalRecord& line);
/// Returns nullopt for any other text.
std::optional<JournalRecord> parse_memory_line(std::string_view text);

}  // namespace dora::journal
