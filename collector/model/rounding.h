// Rounds quotients of integers once and exactly, with ties to even.
#pragma once

#include <cstdint>
#include <string>

namespace dora::model {

/// 128 bits, so that products of two counts are exact.
__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): GCC takes no other form.

/// An exact quotient of non-negative integers with a positive denominator. Exact for terms up to
/// 100 * 2^53, which covers every count and every percentage of counts.
struct Ratio {
  Wide numerator = 0;
  Wide denominator = 1;
};

bool operator<(const Ratio& a, const Ratio& b);
bool operator==(const Ratio& a, const Ratio& b);

/// Half of the sum.
Ratio mean(const Ratio& a, const Ratio& b);
/// The larger minus the smaller.
Ratio distance(const Ratio& a, const Ratio& b);
Ratio times(const Ratio& ratio, std::int64_t factor);

/// Returns the ratio in units of 10^-decimals, with ties to even, like Python's round() of the
/// exact value: 1/8 with two decimals is 12.
std::int64_t rounded(const Ratio& ratio, int decimals);

/// The same as text: `0.12`, `22`.
std::string decimal_text(const Ratio& ratio, int decimals);

}  // namespace dora::model
