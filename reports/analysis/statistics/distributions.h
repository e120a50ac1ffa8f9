// The few distribution functions that the tests need, from Boost.Math (included nowhere else).
#pragma once

namespace dora::statistics {

/// The regularised incomplete beta function I_x(a, b): the probability that a variable with the
/// distribution Beta(a, b) is at most `x`. `a` and `b` are positive, `x` is in [0, 1].
double incomplete_beta(double a, double b, double x);

/// The logarithm of the gamma function; `x` is positive.
double log_gamma(double x);

/// The logarithm of the beta function; `a` and `b` are positive.
double log_beta(double a, double b);

/// The first two derivatives of the logarithm of the gamma function; `x` is positive.
double digamma(double x);
double trigamma(double x);

/// The two-sided p-value of the t distribution at the point where the normal distribution has the
/// two-sided p-value `p`. Larger than `p`: what a test with an estimated variance gives.
double t_tail_at_normal_p(double p, double degrees_of_freedom);

}  // namespace dora::statistics
