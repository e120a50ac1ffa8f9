// Prefix codes as deflate describes them: https://www.rfc-editor.org/rfc/rfc1951, 3.2.2.
#pragma once

#include <cstdint>
#include <vector>

namespace dora::png {

struct PrefixCode {
  std::vector<std::uint8_t> lengths;  ///< In bits, by symbol; 0: the symbol does not occur.
  std::vector<std::uint16_t> codes;   ///< The first bit is the lowest one, as deflate writes them.
};

/// A shortest code of symbols that occur this often, none of them longer than `longest` bits, which
/// costs a little where the limit is reached. A single symbol has a code of one bit.
PrefixCode prefix_code(const std::vector<std::uint32_t>& counts, int longest);

}  // namespace dora::png
