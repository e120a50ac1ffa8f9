// Pseudo-random numbers that are the same on every platform for one seed.
#include "tests/tools/gitlab_server/random.h"

#include <cmath>
#include <numbers>

namespace dora::test {

double Random::unit() {
  constexpr double range = 9007199254740992.0;  // 2^53, the limit of a double's precision.
  return static_cast<double>(next() >> 11U) / range;
}

std::uint64_t Random::below(std::uint64_t limit) {
  return static_cast<std::uint64_t>(unit() * static_cast<double>(limit));
}

double Random::normal() {
  // The Box-Muller transform; 1 - unit() avoids the logarithm of zero.
  const double radius = std::sqrt(-2 * std::log(1 - unit()));
  return radius * std::cos(2 * std::numbers::pi * unit());
}

double Random::log_normal(double median, double sigma) {
  return median * std::exp(sigma * normal());
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::seed_seq sequence{static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(a >> 32U),
                         static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(b >> 32U)};
  std::uint32_t halves[2];
  sequence.generate(halves, halves + 2);
  return static_cast<std::uint64_t>(halves[0]) << 32U | halves[1];
}

}  // namespace dora::test
