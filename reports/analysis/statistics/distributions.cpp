// The few distribution functions that the tests need, from Boost.Math (included nowhere else).
#include "reports/analysis/statistics/distributions.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

namespace dora::statistics {

double incomplete_beta(double a, double b, double x) {
  return boost::math::ibeta(a, b, x);
}

/// Not std::lgamma: it writes the sign into a global variable, and digests are made in parallel.
double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

double log_beta(double a, double b) {
  return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

double digamma(double x) {
  return boost::math::digamma(x);
}

double trigamma(double x) {
  return boost::math::trigamma(x);
}

double t_tail_at_normal_p(double p, double degrees_of_freedom) {
  constexpr double least = 1e-300;
  if (p >= 1) {
    return 1;
  }
  const boost::math::normal normal;
  const boost::math::students_t t(degrees_of_freedom);
  const double z = quantile(complement(normal, std::max(p, least) / 2));
  return 2 * cdf(complement(t, z));
}

}  // namespace dora::statistics
