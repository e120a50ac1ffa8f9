// What two writings of one name have in common, and in what they differ; the only user of utf8proc.
#pragma once

#include <string>
#include <string_view>

namespace dora::counting {

/// The same for names that differ only in capitals, in spaces around them, or in the code points
/// that write the same characters (composed or not, wide, invisible): NFKC_Casefold of
/// https://www.unicode.org/reports/tr44/. Of bytes that are no UTF-8: each of them as it is.
std::u32string name_key(std::string_view name);

/// What two names of one key differ in: `capitals`, `spaces`, `code points`, or several of them, as
/// in `capitals and spaces`.
std::string writing_difference(std::string_view a, std::string_view b);

}  // namespace dora::counting
