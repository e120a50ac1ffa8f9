// One line of what is remembered of charts, as a value and as JSON; knows no file of lines.
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
  FileStamp stamp;     ///< Empty when it proves nothing: then the bytes must be looked at.

  bool operator==(const PictureRecord&) const = default;
};

struct ChartRecord {
  std::string key;  ///< Of all inputs.
  std::vector<PictureRecord> pictures;

  bool operator==(const ChartRecord&) const = default;
};

enum class LineKind {
  chart,   ///< A chart that was drawn, from which inputs of its own.
  shared,  ///< Inputs that charts share.
  program  ///< What is known of a program whose file has a stamp.
};

struct JournalRecord {
  LineKind kind = LineKind::chart;
  std::string name;    ///< The chart's id, the hash of the shared inputs, the program's path.
  ChartRecord chart;   ///< Of a chart.
  std::string shared;  ///< Of a chart: the hash of the inputs that it shares.
  Inputs inputs;       ///< The chart's own, the shared ones, what is known of the program.
  FileStamp stamp;     ///< Of a program.

  bool operator==(const JournalRecord&) const = default;
};

/// JSON, with the line's end.
std::string to_text(const JournalRecord& line);
/// Nothing for any other text.
std::optional<JournalRecord> parse_memory_line(std::string_view text);

}  // namespace dora::journal
