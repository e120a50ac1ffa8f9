// How much more the counts of a series vary from week to week than chance alone would make them.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace dora::statistics {

/// Variance divided by mean of counts. 1 for independent events (Poisson's distribution), more if
/// events come in batches.
struct Dispersion {
  double ratio = 1;
  /// Of the estimate; infinite if the ratio is known.
  double degrees_of_freedom = std::numeric_limits<double>::infinity();
  double mean = 0;  ///< Of the counts.
};

/// With fewer counts the dispersion is not estimated, so nothing is compared.
inline constexpr std::size_t least_counts = 4;

/// The sample variance over the mean. `counts` has at least two elements. Without events: 1.
Dispersion dispersion_of(const std::vector<std::int64_t>& counts);

/// What the dispersions of many series have in common: as if each had been observed for
/// `degrees_of_freedom` more weeks with this ratio.
struct DispersionPrior {
  double ratio = 1;
  double degrees_of_freedom = 0;  ///< 0: nothing is known.
};

/// Estimated from series with a mean of least_mean or more, by the moments of the logarithm
/// (G. K. Smyth, Linear models and empirical Bayes methods, Stat. Appl. Genet. Mol. Biol. 3 (2004),
/// section 6.2). Nothing is known if fewer than least_series are left.
DispersionPrior prior_of(const std::vector<Dispersion>& series);
inline constexpr double least_mean = 2;
inline constexpr std::size_t least_series = 10;

/// The weighted mean of the series' own ratio and the prior's (Smyth, as above), at least 1: where
/// a series varies less than chance, that itself is chance.
Dispersion moderated(const Dispersion& own, const DispersionPrior& prior);

}  // namespace dora::statistics
