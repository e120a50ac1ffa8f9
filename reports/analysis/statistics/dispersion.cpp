// How much more the counts of a series vary from week to week than chance alone would make them.
#include "reports/analysis/statistics/dispersion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "reports/analysis/statistics/distributions.h"

namespace dora::statistics {
namespace {

/// As good as known; more would make no difference.
constexpr double most_degrees = 1000;

/// Solves trigamma(x) = y by Newton's method on 1 / trigamma, which is convex (Smyth, appendix).
double inverse_trigamma(double y) {
  double x = 0.5 + 1 / y;
  for (int i = 0; i < 50; ++i) {
    constexpr double step = 1e-5;
    const double value = trigamma(x);
    const double slope = (trigamma(x + step) - value) / step;
    const double change = value * (1 - value / y) / slope;
    x += change;
    if (std::abs(change) < 1e-8 * x) {
      break;
    }
  }
  return x;
}

}  // namespace

Dispersion dispersion_of(const std::vector<std::int64_t>& counts) {
  const auto n = static_cast<double>(counts.size());
  Dispersion result;
  result.mean =
      static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0})) / n;
  if (result.mean == 0) {
    return result;
  }
  double squares = 0;
  for (const std::int64_t count : counts) {
    const double difference = static_cast<double>(count) - result.mean;
    squares += difference * difference;
  }
  result.ratio = squares / (n - 1) / result.mean;
  result.degrees_of_freedom = n - 1;
  return result;
}

DispersionPrior prior_of(const std::vector<Dispersion>& series) {
  // Counts that are all equal have a ratio of 0 and no logarithm.
  constexpr double least_ratio = 0.05;
  std::vector<double> errors;
  double noise = 0;
  for (const Dispersion& each : series) {
    if (each.mean < least_mean || !std::isfinite(each.degrees_of_freedom)) {
      continue;
    }
    const double half = each.degrees_of_freedom / 2;
    errors.push_back(std::log(std::max(each.ratio, least_ratio)) - digamma(half) + std::log(half));
    noise += trigamma(half);
  }
  if (errors.size() < least_series) {
    return {};
  }
  const auto n = static_cast<double>(errors.size());
  const double mean = std::accumulate(errors.begin(), errors.end(), 0.0) / n;
  double variance = 0;
  for (const double error : errors) {
    variance += (error - mean) * (error - mean) / (n - 1);
  }
  const double excess = variance - noise / n;
  if (excess <= 0) {
    return {std::exp(mean), most_degrees};
  }
  const double half = inverse_trigamma(excess);
  return {std::exp(mean + digamma(half) - std::log(half)), std::min(2 * half, most_degrees)};
}

Dispersion moderated(const Dispersion& own, const DispersionPrior& prior) {
  Dispersion result = own;
  if (std::isfinite(own.degrees_of_freedom)) {
    const double degrees = own.degrees_of_freedom + prior.degrees_of_freedom;
    result.ratio =
        (own.degrees_of_freedom * own.ratio + prior.degrees_of_freedom * prior.ratio) / degrees;
    result.degrees_of_freedom = degrees;
  } else if (prior.degrees_of_freedom > 0) {
    result.ratio = prior.ratio;
    result.degrees_of_freedom = prior.degrees_of_freedom;
  }
  if (result.ratio <= 1) {
    result.ratio = 1;
    result.degrees_of_freedom = std::numeric_limits<double>::infinity();
  }
  return result;
}

}  // namespace dora::statistics
