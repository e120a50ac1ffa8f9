// Makes JSON safe to show on a terminal.
#pragma once

#include <string>

namespace dora::model {

/// Returns the same JSON with DEL, C1 controls, line separators and bidirectional controls, all of
/// which may occur in strings, as \uNNNN: a terminal that shows the file would obey them.
std::string escape_controls(std::string json);

}  // namespace dora::model
