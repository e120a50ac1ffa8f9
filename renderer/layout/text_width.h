// Estimates how wide a text will be drawn, and cuts it to fit.
#pragma once

#include <string>
#include <string_view>

namespace dora::layout {

enum class Weight { regular, bold };

/// In units of the font size (1.0 is one em). Exact for ASCII in DejaVu Sans without kerning; for
/// other scripts, whose fonts differ, it errs on the wide side. `text` is UTF-8.
double text_width(std::string_view text, Weight weight);

/// Returns `text`, or as much of its beginning as fits into `ems`, followed by an ellipsis.
std::string cut_to_width(std::string_view text, Weight weight, double ems);

/// Returns `text` without the last of its clauses, which ` · ` and `; ` separate, until it fits
/// into `ems`; empty if the first one does not.
std::string whole_clauses(std::string_view text, Weight weight, double ems);

}  // namespace dora::layout
