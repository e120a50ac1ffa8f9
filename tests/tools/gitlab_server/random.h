// Pseudo-random numbers that are the same on every platform for one seed.
#pragma once

#include <cstdint>
#include <random>

namespace dora::test {

/// The distributions of <random> differ between libraries; these do not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t next() { return engine_(); }
  /// From 0 to 1, excluding 1.
  double unit();
  /// From 0 to limit - 1; limit is at least 1.
  std::uint64_t below(std::uint64_t limit);
  bool chance(double probability) { return unit() < probability; }
  /// Mean 0, standard deviation 1.
  double normal();
  /// Half of the values are below `median`.
  double log_normal(double median, double sigma);

 private:
  std::mt19937_64 engine_;
};

/// Mixes two numbers into a new seed.
std::uint64_t mix(std::uint64_t a, std::uint64_t b);

}  // namespace dora::test
