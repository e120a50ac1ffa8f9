// A cell of a CSV file that is safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>

namespace dora::results {

/// Untrusted text: always quoted, without control sequences for a terminal, and no formula.
std::string csv_cell(std::string_view text);

}  // namespace dora::results
