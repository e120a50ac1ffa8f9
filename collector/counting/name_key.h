// Compares names regardless of how they are written, using utf8proc (included nowhere else).
#pragma once

#include <string>
#include <string_view>

namespace dora::counting {

/// Returns the same key for names that differ only in case, in surrounding spaces, or in code
/// points that stand for the same characters (composed or not, wide, invisible): NFKC_Casefold of
/// https://www.unicode.org/reports/tr44/. Bytes that are not UTF-8 are kept as they are.
std::u32string name_key(std::string_view name);

/// Returns how two names with the same key differ: `capitals`, `spaces`, `code points`, or several
/// of them, as in `capitals and spaces`.
std::string writing_difference(std::string_view a, std::string_view b);

}  // namespace dora::counting
