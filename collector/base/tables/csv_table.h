// Reads CSV (RFC 4180) into rows of cells, using libcsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::tables {

struct CsvRow {
  std::vector<std::string> cells;
  int line = 0;  ///< In the file, from 1.
};

/// Without empty lines and a byte order mark; unquoted cells without spaces around them. Throws a
/// UsageError that names `file`, the line and the cause.
std::vector<CsvRow> parse_csv(std::string_view text, const std::string& file);

}  // namespace dora::tables
