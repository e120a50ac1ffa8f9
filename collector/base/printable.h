// Makes text of others safe to show on one line of a terminal or a log; knows nothing of its
// origin.
#pragma once

#include <string>
#include <string_view>

namespace dora::base {

/// Control characters (C0, DEL, C1), line separators, bidirectional overrides and bytes that are
/// not UTF-8 are written as \xNN or \u{NNNN}; everything else is unchanged.
std::string printable(std::string_view text);

}  // namespace dora::base
