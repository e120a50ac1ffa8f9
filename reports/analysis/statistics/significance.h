// Significance tests: how likely what was seen, or something more extreme, is by chance.
//
// Each returns a p-value. Under the null hypothesis it is at most x with a probability of at most
// x, but for the approximations named.
#pragma once

#include <cstdint>
#include <vector>

#include "reports/analysis/statistics/dispersion.h"

namespace dora::statistics {

/// Events in a span of time; the unit of `time` is the caller's.
struct Frequency {
  std::int64_t count = 0;
  double time = 0;
};

/// Whether events became more, or fewer, than `before`: the exact conditional test of two Poisson
/// means (J. Przyborowski, H. Wilenski, Homogeneity of results in testing samples from Poisson
/// series, Biometrika 31 (1940), 313-323). Counts are divided by their dispersion first
/// (quasi-likelihood), and if that is an estimate, Student's t distribution takes the place of the
/// normal one. One-sided; times are positive.
double p_of_more(const Frequency& now, const Frequency& before, const Dispersion& dispersion);
double p_of_fewer(const Frequency& now, const Frequency& before, const Dispersion& dispersion);
/// Two-sided: twice the smaller one.
double p_of_change(const Frequency& now, const Frequency& before, const Dispersion& dispersion);

/// `of` trials, some of which are `hits`.
struct Share {
  std::int64_t hits = 0;
  std::int64_t of = 0;
};

/// Whether two shares differ: Fisher's exact test, two-sided (R. A. Fisher, Statistical Methods for
/// Research Workers, section 21.02): the sum of the probabilities of all tables with the same
/// margins that are not more likely than the one seen.
double p_of_different_shares(const Share& a, const Share& b);

/// Values of a sample, and how many more are known only to be greater than all of them.
struct Values {
  std::vector<std::int64_t> known;
  std::int64_t greater = 0;
};

/// Whether two medians differ: Mood's median test, exact (A. M. Mood, Introduction to the Theory of
/// Statistics, 1950, section 16.4): Fisher's test of how many values of each sample lie above the
/// median of both together. Returns 1 if a sample is empty.
double p_of_different_medians(const Values& a, const Values& b);

/// Trials of one kind, now and in the past.
struct Stratum {
  Share now;
  Share before;
};

/// Whether more trials hit than before, kind by kind, so that a shift from one kind to another
/// changes nothing: the predictive probability of as many hits or more. The past share of a kind is
/// not known but estimated: Beta(1/2 + hits, 1/2 + others), Jeffreys' prior (A. Gelman et al.,
/// Bayesian Data Analysis, 3rd ed., sections 2.4 and 2.8). One-sided.
double p_of_more_hits(const std::vector<Stratum>& strata);

/// The number of hits expected now, from the past shares.
double expected_hits(const std::vector<Stratum>& strata);

/// What is known of a share before the first trial, as imaginary trials; Jeffreys' if not given.
struct SharePrior {
  double hits = 0.5;
  double others = 0.5;
};

/// How likely `trials` trials in a row are all hits, predicted from `before` likewise.
double p_of_all_hits(std::int64_t trials, const Share& before, const SharePrior& prior = {});

}  // namespace dora::statistics
