// A cell of a CSV file that is safe to open in a spreadsheet.
#include "reports/results/csv_cell.h"

#include <algorithm>
#include <array>

#include "collector/base/text/printable.h"

namespace dora::results {
namespace {

bool looks_like_a_formula(std::string_view text) {
  constexpr std::array<std::string_view, 11> starts{"=",  "+",  "-",  "@",  "\t", "\r",
                                                    "\n", "＝", "＋", "－", "＠"};
  return std::ranges::any_of(starts,
                             [&](std::string_view start) { return text.starts_with(start); });
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string quoted = looks_like_a_formula(text) ? "\"'" : "\"";
  for (const char c : text::printable(text)) {
    quoted += c;
    if (c == '"') {
      quoted += '"';
    }
  }
  return quoted + '"';
}

}  // namespace dora::results
