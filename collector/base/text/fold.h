// Folds letters for sorting and searching, using utf8proc.
#pragma once

#include <string>
#include <string_view>

namespace dora::text {

/// Without capitals and marks on letters: `Müller` becomes `muller` (Unicode case folding, then the
/// letters of the compatibility decomposition). Text that is not UTF-8 is returned as it is.
std::string folded(std::string_view text);

}  // namespace dora::text
