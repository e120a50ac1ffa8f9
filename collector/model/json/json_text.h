// Writes JSON that is safe to show on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace dora::model {

/// Returns the same JSON with DEL, C1 controls, line separators and bidirectional controls, all of
/// which may occur in strings, as \uNNNN: a terminal that shows the file would obey them.
std::string escape_controls(std::string json);

/// Appends a string with its quotation marks, escaped in the same way.
void append_json(std::string& json, std::string_view value);

}  // namespace dora::model
