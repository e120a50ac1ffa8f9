// Reads CSV (RFC 4180) into rows of cells, using libcsv.
#include "collector/base/tables/csv_table.h"

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

#include <csv.h>
#include <fmt/format.h>

#include "collector/base/error.h"

namespace dora::tables {
namespace {

/// What libcsv has read so far.
struct Reading {
  std::vector<CsvRow> rows;
  CsvRow row;
  int line = 1;         ///< Where the row began.
  bool inside = false;  ///< In the middle of a row.
};

extern "C" void add_cell(void* cell, size_t size, void* reading) {
  static_cast<Reading*>(reading)->row.cells.emplace_back(static_cast<const char*>(cell), size);
}

extern "C" void end_row(int /*ending*/, void* reading) {
  auto* state = static_cast<Reading*>(reading);
  state->row.line = state->line;
  state->rows.push_back(std::exchange(state->row, {}));
  state->inside = false;
}

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, const std::string& file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  text.remove_prefix(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
    throw std::bad_alloc();
  }
  const std::unique_ptr<csv_parser, decltype(&csv_free)> owner(&parser, &csv_free);
  Reading reading;
  const auto fail = [&] {
    throw base::UsageError(fmt::format(
        "{}: line {}: the quotes are not balanced; write a cell with quotes as \"a \"\"b\"\"\"",
        file, reading.line));
  };
  int line = 1;
  // Line by line, because libcsv does not count lines; a cell in quotes may hold several.
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (!reading.inside) {
      reading.line = line;
      reading.inside = text.find_first_not_of("\r\n") < end;  // Not an empty line.
    }
    if (csv_parse(&parser, text.data(), end, add_cell, end_row, &reading) != end) {
      fail();
    }
    ++line;
    text.remove_prefix(end);
  }
  if (csv_fini(&parser, add_cell, end_row, &reading) != 0) {
    fail();
  }
  return std::move(reading.rows);
}

}  // namespace dora::tables
