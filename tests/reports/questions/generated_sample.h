// Deployments of made-up services over two years: the same for the same seed.
#pragma once

#include <cstdint>

#include "tests/reports/sample.h"

namespace dora::test {

/// Numbers that look random: the same on every machine, unlike the standard distributions.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  /// Below `end`, which must be positive.
  std::size_t below(std::size_t end) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % end;
  }

 private:
  std::uint64_t state_;
};

/// Collected on 15 November 2026. Services differ in how often they deploy and fail; one becomes
/// much worse in the last full month.
Sample generated_sample(std::size_t services, std::uint64_t seed = 1);

}  // namespace dora::test
