"""Simulates services that deploy at constant rates, and services to which something happens.

Times are in seconds since 1970, UTC. A merge request is a tuple (created, ended, failed, tier).
"""
import math
from dataclasses import dataclass

DAY = 86400.0
WEEK = 7 * DAY
TIERS = ("production", "staging", "qa")
MODES = ("independent", "in batches", "retried")


def log_uniform(rng, low, high):
    return low * (high / low) ** rng.random()


def hours(rng, failed):
    """Time from creation to end: a few hours, sometimes a day; alike for merges and closes."""
    return rng.lognormvariate(math.log(3), 0.8) * 3600


def up_to(merge_days, close_days):
    """Uniform times from creation to end."""
    return lambda rng, failed: rng.random() * (close_days if failed else merge_days) * DAY


@dataclass
class Service:
    """What stays the same for as long as nothing happens to a service."""

    rate: float  # Merge requests a week, retries among them.
    failure_rate: float
    tiers: tuple = ("production",)
    shares: tuple = (1.0,)  # Of the tiers.
    takes: object = hours  # (rng, failed) -> seconds from creation to end.
    mode: str = "independent"
    batch: float = 3  # Mean size of a batch.


def arrivals(rng, a_week, begin, end):
    """A Poisson process."""
    time = begin
    while a_week > 0:
        time += rng.expovariate(a_week) * WEEK
        if time >= end:
            return
        yield time


def batches(rng, a_week, mean, begin, end):
    """Poisson batches of geometric size, at least 1, within an hour; `a_week` counts members."""
    for first in arrivals(rng, a_week / mean, begin, end):
        time = first
        while True:
            if time < end:
                yield time
            if rng.random() < 1 / mean:
                break
            time = first + rng.random() * 3600


def simulate(rng, service, begin, end):
    """The service's merge requests that are created in [begin, end), in no certain order."""
    result = []
    retries = service.mode == "retried"
    if service.mode == "in batches":
        starts = batches(rng, service.rate, service.batch, begin, end)
    else:  # A first attempt has 1 / (1 - failure rate) attempts on average, unless none succeeds.
        first = service.rate * (1 - service.failure_rate if retries else 1)
        starts = arrivals(rng, first, begin, end)
    for created in starts:
        tier = rng.choices(service.tiers, service.shares)[0] if len(service.tiers) > 1 else \
            service.tiers[0]
        while created < end:
            failed = rng.random() < service.failure_rate
            ended = created + service.takes(rng, failed)
            result.append((created, ended, failed, tier))
            if not (failed and retries):
                break
            created = ended + rng.random() * DAY
    return result


def healthy_service(rng, mode):
    """One of the many: 0.2 to 20 a week, 1 to 25% of them fail, into one to three tiers."""
    tiers = TIERS[:rng.randint(1, len(TIERS))]
    return Service(log_uniform(rng, 0.2, 20), log_uniform(rng, 0.01, 0.25), tiers,
                   tuple(rng.expovariate(1) for _ in tiers), mode=mode)


@dataclass
class Trouble:
    """A service to which something happens `days` before the second report; one tier."""

    name: str
    rate: float
    failure_rate: float
    days: float
    rate_then: float
    failure_rate_then: float
    broken: bool = False  # All fail, and each is tried again within a day.

    def simulate(self, rng, begin, end, report):
        onset = self.onset(report)
        before = Service(self.rate, self.failure_rate)
        then = Service(self.rate_then, self.failure_rate_then)
        result = simulate(rng, before, begin, onset)
        if self.broken:
            result += broken(rng, self.rate_then, onset, end)
        else:
            result += simulate(rng, then, onset, end)
        return result

    def onset(self, report):
        """`report` is a Monday, 06:00; what lasts whole weeks began on a Monday, 00:00."""
        return report - self.days * DAY - (report % DAY if self.days % 7 == 0 else 0)


def broken(rng, a_week, begin, end):
    result = []
    for created in arrivals(rng, a_week, begin, end):
        while created < end:
            ended = created + hours(rng, True)
            result.append((created, ended, True, "production"))
            created = ended + rng.random() * DAY
    return result


TROUBLES = (
    Trouble("failure rate 5 -> 25%, 10 a week, for two weeks", 10, 0.05, 14, 10, 0.25),
    Trouble("stopped two weeks ago, 3 a week before", 3, 0.05, 14, 0, 0.05),
    Trouble("production broken for three days, 10 a week", 10, 0.05, 3, 10, 1, broken=True),
    Trouble("8.9 -> 1 a week, for two weeks", 8.9, 0.05, 14, 1, 0.05),
    Trouble("10 -> 20 a week, for two weeks", 10, 0.05, 14, 20, 0.05),
)
