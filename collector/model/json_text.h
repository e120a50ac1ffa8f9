// Writes JSON so that a terminal can show it.
#pragma once

#include <string>

namespace dora::model {

/// The same JSON with DEL, C1 controls, line separators and bidirectional controls, which may stand
/// in strings, as \uNNNN: a terminal that shows the file would obey them.
std::string escape_controls(std::string json);

}  // namespace dora::model
