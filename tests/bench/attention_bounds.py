"""How well any rule could name what is planted, and how sure a measured share is.

Neyman and Pearson: among all tests with false alarm probability `alpha`, the one that rejects the
outcomes with the largest ratio of probabilities (trouble : no trouble) has the greatest power, if
the last outcomes are rejected at random so that `alpha` is used up. Here both sides are known: the
rates before and after, and when the trouble began. A rule that has to estimate them, and to look
for five kinds of trouble at once with the same allowance, is worse. The bound is on rules that
treat services alike: `alpha` is the false alarm probability of a healthy service with the rates
that the planted one had.
"""
import math

from attention_services import WEEK


def poisson(count, mean):
    if mean == 0:
        return float(count == 0)
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def most_powerful(outcomes, alpha):
    """`outcomes` has (probability without trouble, probability with it) of each."""
    power = 0.0
    by_ratio = sorted(outcomes, key=lambda each: each[1] / each[0] if each[0] else math.inf,
                      reverse=True)
    for without, with_trouble in by_ratio:
        if without >= alpha:
            return power + with_trouble * alpha / without
        alpha -= without
        power += with_trouble
    return power


def counts_power(trouble, weeks, alpha):
    """From `weeks` since the onset. Deployments and failures of a Poisson process in which each
    fails independently are independent Poisson counts of successes and failures, and sufficient:
    given these, times are uniform with and without trouble. So are all earlier ones."""
    before, then = (
        (weeks * rate * (1 - failing), weeks * rate * failing)
        for rate, failing in ((trouble.rate, trouble.failure_rate),
                              (trouble.rate_then, trouble.failure_rate_then)))
    most = [int(mean + 12 * math.sqrt(mean) + 20) for mean in map(max, before, then)]
    return most_powerful(
        [(poisson(good, before[0]) * poisson(bad, before[1]),
          poisson(good, then[0]) * poisson(bad, then[1]))
         for good in range(most[0]) for bad in range(most[1])], alpha)


def broken_power(trouble, weeks, alpha):
    """An upper limit. In trouble nothing succeeds, and with the probability e^-m nothing is
    attempted, with m attempts expected without retries. Nothing is then as probable without
    trouble: ratio 1. Every attempt failed: the ratio is greater, by how much depends on the times
    of the retries. At best all these are rejected, and nothing else before `alpha` allows that."""
    attempts = trouble.rate * weeks
    nothing = math.exp(-attempts)
    only_failures = math.exp(-attempts * (1 - trouble.failure_rate)) - nothing
    return 1 - nothing + min(max(alpha - only_failures, 0), nothing)


def power(trouble, seconds, alpha):
    if seconds <= 0:
        return alpha
    return (broken_power if trouble.broken else counts_power)(trouble, seconds / WEEK, alpha)


def bounds(trouble, report, alpha):
    """Of the second report alone, and of it or the one a week before, each with `alpha`.

    That either names a service is a test on the data of the second with at most twice `alpha`, and
    no more probable than the sum of both."""
    onset = trouble.onset(report)
    second = power(trouble, report - onset, alpha)
    first = power(trouble, report - WEEK - onset, alpha)
    return second, min(first + second, power(trouble, report - onset, 2 * alpha))


def wilson(hits, of):
    """The 95% interval of a proportion (E. B. Wilson, JASA 22 (1927), 209-212)."""
    if of == 0:
        return 0.0, 1.0
    z = 1.959963984540054
    share, scale = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / scale
    return max(middle - half, 0.0), min(middle + half, 1.0)
