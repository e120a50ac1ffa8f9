// Chooses among many p-values so that few of those chosen are chance.
#pragma once

#include <cstddef>
#include <vector>

namespace dora::statistics {

/// Of what is named, the share that is expected to be chance.
inline constexpr double false_discovery_rate = 0.1;

/// Returns the greatest p-value that is significant; negative if none is. Of those up to it, at
/// most `rate` are expected to be chance, if tests are independent or depend positively
/// (Y. Benjamini, Y. Hochberg, Controlling the false discovery rate, J. R. Stat. Soc. B 57 (1995),
/// 289-300). `tests` is how many there were: those with a greater p-value may be left out of
/// `p_values`.
double significance_limit(std::vector<double> p_values, std::size_t tests,
                          double rate = false_discovery_rate);

}  // namespace dora::statistics
