// Significance tests: how likely what was seen, or something more extreme, is by chance.
#include "reports/analysis/statistics/significance.h"

#include <algorithm>
#include <cmath>

#include "reports/analysis/statistics/distributions.h"

namespace dora::statistics {
namespace {

/// The two-sided p-values of the normal and the t distribution, applied to a one-sided one.
double with_estimated_variance(double p, const Dispersion& dispersion) {
  if (!std::isfinite(dispersion.degrees_of_freedom) || p >= 0.5) {
    return p;
  }
  return t_tail_at_normal_p(2 * p, dispersion.degrees_of_freedom) / 2;
}

double log_choose(std::int64_t n, std::int64_t k) {
  const auto real = [](std::int64_t value) { return static_cast<double>(value); };
  return log_gamma(real(n) + 1) - log_gamma(real(k) + 1) - log_gamma(real(n - k) + 1);
}

SharePrior posterior_of(const Share& share, const SharePrior& prior = {}) {
  return {static_cast<double>(share.hits) + prior.hits,
          static_cast<double>(share.of - share.hits) + prior.others};
}

/// The first `size` probabilities of the beta-binomial distribution: of 0, 1, ... hits now.
std::vector<double> predicted(const Stratum& stratum, std::int64_t size) {
  const SharePrior past = posterior_of(stratum.before);
  const double scale = log_beta(past.hits, past.others);
  std::vector<double> result(static_cast<std::size_t>(size));
  for (std::int64_t hits = 0; hits < std::min(size, stratum.now.of + 1); ++hits) {
    const double beta = log_beta(past.hits + static_cast<double>(hits),
                                 past.others + static_cast<double>(stratum.now.of - hits));
    result[static_cast<std::size_t>(hits)] =
        std::exp(log_choose(stratum.now.of, hits) + beta - scale);
  }
  return result;
}

/// The distribution of a sum, cut off after as many probabilities.
std::vector<double> convolved(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; i + j < a.size(); ++j) {
      result[i + j] += a[i] * b[j];
    }
  }
  return result;
}

}  // namespace

double p_of_more(const Frequency& now, const Frequency& before, const Dispersion& dispersion) {
  if (now.count == 0) {
    return 1;
  }
  const double share = now.time / (now.time + before.time);
  const double p = incomplete_beta(static_cast<double>(now.count) / dispersion.ratio,
                                   static_cast<double>(before.count) / dispersion.ratio + 1, share);
  return with_estimated_variance(p, dispersion);
}

double p_of_fewer(const Frequency& now, const Frequency& before, const Dispersion& dispersion) {
  return p_of_more(before, now, dispersion);
}

double p_of_change(const Frequency& now, const Frequency& before, const Dispersion& dispersion) {
  return std::min(
      1.0, 2 * std::min(p_of_more(now, before, dispersion), p_of_fewer(now, before, dispersion)));
}

double p_of_different_shares(const Share& a, const Share& b) {
  const std::int64_t hits = a.hits + b.hits;
  const std::int64_t least = std::max<std::int64_t>(0, hits - b.of);
  const std::int64_t most = std::min(a.of, hits);
  const double all = log_choose(a.of + b.of, hits);
  const auto probability = [&](std::int64_t in_a) {
    return log_choose(a.of, in_a) + log_choose(b.of, hits - in_a) - all;
  };
  // Tables that are as likely but for rounding count as equal.
  const double limit = probability(a.hits) + 1e-7;
  double sum = 0;
  for (std::int64_t in_a = least; in_a <= most; ++in_a) {
    const double each = probability(in_a);
    sum += each <= limit ? std::exp(each) : 0;
  }
  return std::min(1.0, sum);
}

double p_of_different_medians(const Values& a, const Values& b) {
  const auto size = [](const Values& values) {
    return static_cast<std::int64_t>(values.known.size()) + values.greater;
  };
  const std::int64_t total = size(a) + size(b);
  if (size(a) == 0 || size(b) == 0) {
    return 1;
  }
  std::vector<std::int64_t> pooled = a.known;
  pooled.insert(pooled.end(), b.known.begin(), b.known.end());
  const auto middle = static_cast<std::size_t>((total - 1) / 2);
  if (middle >= pooled.size()) {
    return p_of_different_shares({a.greater, size(a)}, {b.greater, size(b)});
  }
  const auto place = pooled.begin() + static_cast<std::ptrdiff_t>(middle);
  std::nth_element(pooled.begin(), place, pooled.end());
  const auto above = [&](const Values& values) {
    return Share{std::count_if(values.known.begin(), values.known.end(),
                               [&](std::int64_t value) { return value > *place; }) +
                     values.greater,
                 size(values)};
  };
  return p_of_different_shares(above(a), above(b));
}

double p_of_more_hits(const std::vector<Stratum>& strata) {
  std::int64_t hits = 0;
  for (const Stratum& stratum : strata) {
    hits += stratum.now.hits;
  }
  if (hits == 0) {
    return 1;
  }
  std::vector<double> sum(static_cast<std::size_t>(hits));
  sum.front() = 1;
  for (const Stratum& stratum : strata) {
    sum = convolved(sum, predicted(stratum, hits));
  }
  double fewer = 0;
  for (const double probability : sum) {
    fewer += probability;
  }
  return std::clamp(1 - fewer, 0.0, 1.0);
}

double expected_hits(const std::vector<Stratum>& strata) {
  double sum = 0;
  for (const Stratum& stratum : strata) {
    const SharePrior past = posterior_of(stratum.before);
    sum += static_cast<double>(stratum.now.of) * past.hits / (past.hits + past.others);
  }
  return sum;
}

double p_of_all_hits(std::int64_t trials, const Share& before, const SharePrior& prior) {
  const SharePrior past = posterior_of(before, prior);
  return std::exp(log_beta(past.hits + static_cast<double>(trials), past.others) -
                  log_beta(past.hits, past.others));
}

}  // namespace dora::statistics
