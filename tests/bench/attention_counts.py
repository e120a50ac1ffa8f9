"""Lets dora-report report on simulated projects and counts what it says of them.

Usage: attention_counts.py PROGRAM FOLDER [OPTION...]   (see scripts/bench)
"""
import argparse
import collections
import concurrent.futures
import datetime
import json
import random
import shutil
import sys

import attention_data
import attention_tables
from attention_data import Settings
from attention_services import (DAY, MODES, TROUBLES, WEEK, Service, hours, healthy_service,
                                log_uniform, simulate, up_to)

PARTS = ("naming", "constant", "new", "batches")
FIGURES = ("deployments", "failure_rate", "lead_time", "restore_time")
NO_VERDICT = ("not_compared", "too_few", "too_early", "no_significant_change")
VERDICTS = ("more", "fewer", "worse", "better", "longer", "shorter")
MONDAY = datetime.datetime(2024, 7, 1, 6, tzinfo=datetime.timezone.utc).timestamp()

# How long merges and closes take at most, in days; uniform from 0.
ENDS = {"ends alike": (3.5, 3.5), "closes slow": (1, 7), "merges slow": (7, 1)}
NEW_RATES = (20, 30, 60)  # A month, as those in batches.
NEW_SERVICES = 100  # Of each rate in a project.
BATCHES = (1, 2, 3, 5)
BATCH_RATE = 20
BATCH_SERVICES = 50  # In a project.
MONTH = 365.25 / 12 * DAY


def a_monday(rng):
    """Any of 52, 06:00: some follow the end of a month at once, some by weeks."""
    return MONDAY + rng.randrange(52) * WEEK


def start_of(monday, weeks):
    return monday - monday % DAY - weeks * WEEK


def named(report):
    """The rules that name a service, by service: attention, and lists of the newest week."""
    rules = collections.defaultdict(set)
    for service in report["attention"]["services"]:
        rules[service["service"]].update(reason["rule"] for reason in service["reasons"])
    for name in ("more", "fewer", "quiet"):
        for entry in report["weeks"][-1][name]:
            rules[entry["service"]].add("week: " + name)
    return rules


def naming(program, folder, options, mode, seed):
    """Two reports, a week apart; the second decides which healthy services are named."""
    rng = random.Random(f"naming {mode} {seed}")
    second = MONDAY
    begin = start_of(second, options.weeks)
    services = {f"healthy-{i}": simulate(rng, healthy_service(rng, mode), begin, second)
                for i in range(options.services)}
    for number, trouble in enumerate(TROUBLES):
        services |= {f"planted-{number}-{i}": trouble.simulate(rng, begin, second, second)
                     for i in range(options.planted)}
    found = [named(attention_data.report(program, folder, services,
                                         Settings(monday)))
             for monday in (second - WEEK, second)]
    healthy = {name: rules for name, rules in found[1].items() if name.startswith("healthy-")}
    planted = [sum(any(f"planted-{number}-{i}" in names for names in found)
                   for i in range(options.planted)) for number in range(len(TROUBLES))]
    return {"mode": mode, "healthy": len(healthy), "named": len(found[1]), "planted": planted,
            "rules": collections.Counter(rule for rules in healthy.values() for rule in rules)}


def outcome(verdict):
    if verdict in VERDICTS:
        return "false"
    if verdict not in NO_VERDICT:
        raise RuntimeError(f"report.json has an unknown verdict, '{verdict}'")
    return verdict


def count(period, row, counts):
    """Of a period or a week; it is null if there is none, which says nothing false."""
    for figure in FIGURES:
        verdict = period["verdicts"][figure] if period else "not_compared"
        counts[*row, figure, outcome(verdict)] += 1


def count_services(report, row, counts, counted=lambda name: True):
    for service in report["services"]:
        if counted(service["service"]):
            count(service["period"], (*row, "each service"), counts)


def constant(program, folder, options, ends, size, seed):
    """One project, reported in four ways: by week and month, dated by creation and end."""
    rng = random.Random(f"constant {ends} {size} {seed}")
    monday = a_monday(rng)
    begin = start_of(monday, options.weeks)
    rate, failure_rate = log_uniform(rng, 60, 500), log_uniform(rng, 0.01, 0.25)
    shares = [rng.expovariate(1) for _ in range(size)]
    services = {
        f"service-{i}": simulate(rng, Service(rate * share / sum(shares), failure_rate,
                                              takes=up_to(*ENDS[ends])), begin - 8 * DAY, monday)
        for i, share in enumerate(shares)}
    counts = collections.Counter()
    for granularity in ("week", "month"):
        for date_by in ("created", "finished"):
            report = attention_data.report(program, folder, services,
                                           Settings(monday, granularity, date_by, begin))
            row = (f"{size} services, {ends}" if size > 1 else f"1 service, {ends}",
                   f"by {granularity}, {date_by}")
            count(report["period"], (*row, "project"), counts)
            if size > 1:  # Else it is the same once more.
                count_services(report, row, counts)
            if (granularity, date_by) == ("week", "created"):  # Its digests are the same in all.
                count(report["weeks"][-1], (row[0], "newest week's digest", "project"), counts)
    return counts


def new(program, folder, options, seed):
    """Services that first deployed 1.2 to 4 months ago, among some older ones."""
    rng = random.Random(f"new {seed}")
    monday = a_monday(rng)
    services = {f"old-{i}": simulate(rng, Service(5, 0.1), start_of(monday, options.weeks), monday)
                for i in range(10)}
    for rate in NEW_RATES:
        for i in range(NEW_SERVICES):
            service = Service(rate * WEEK / MONTH, log_uniform(rng, 0.01, 0.25))
            day = (monday - (1.2 + 2.8 * rng.random()) * MONTH) // DAY * DAY
            first = day + rng.random() * DAY
            failed = rng.random() < service.failure_rate
            services[f"new-{rate}-{i}"] = [
                (first, first + hours(rng, failed), failed, "production"),
                *simulate(rng, service, first, monday)]
    counts = collections.Counter()
    for granularity in ("week", "month"):
        report = attention_data.report(program, folder, services, Settings(monday, granularity))
        for rate in NEW_RATES:
            count_services(report, (f"{rate} a month", f"by {granularity}, created"), counts,
                           lambda name, of=f"new-{rate}-": name.startswith(of))
    return counts


def in_batches(program, folder, options, mean, seed):
    """Services that deploy in batches, 20 times a month."""
    rng = random.Random(f"batches {mean} {seed}")
    monday = a_monday(rng)
    begin = start_of(monday, options.weeks)
    service = Service(BATCH_RATE * WEEK / MONTH, 0.1, mode="in batches", batch=mean)
    services = {f"service-{i}": simulate(rng, service, begin, monday)
                for i in range(BATCH_SERVICES)}
    counts = collections.Counter()
    for granularity in ("week", "month"):
        report = attention_data.report(program, folder, services,
                                       Settings(monday, granularity, since=begin))
        row = (f"batches of {mean}" if mean > 1 else "no batches", f"by {granularity}, created")
        count(report["period"], (*row, "project"), counts)
        count_services(report, row, counts)
    return counts


def jobs_of(part, options):
    """The calls of a part: (function, arguments)."""
    seeds = range(options.first_seed, options.first_seed + options.seeds)

    def projects(number):
        return range(options.first_seed, options.first_seed + number)

    return {
        "naming": [(naming, (mode, seed)) for mode in MODES for seed in seeds],
        "constant": [(constant, (ends, size, seed)) for size in (1, 20) for ends in ENDS
                     for seed in projects(options.projects)],
        "new": [(new, (seed,)) for seed in projects(options.new)],
        "batches": [(in_batches, (mean, seed)) for mean in BATCHES
                    for seed in projects(options.batches)],
    }[part]


def run(part, options, pool):
    jobs = jobs_of(part, options)
    print(f"bench: {part}: {len(jobs)} simulations", file=sys.stderr, flush=True)
    waiting = [pool.submit(function, options.program, f"{options.folder}/work/{part}-{number}",
                           options, *arguments)
               for number, (function, arguments) in enumerate(jobs)]
    results = []
    for number, future in enumerate(waiting, 1):
        results.append(future.result())
        if number * 10 // len(jobs) > (number - 1) * 10 // len(jobs):
            print(f"bench: {part}: {number} of {len(jobs)}", file=sys.stderr, flush=True)
    return results if part == "naming" else sum(results, collections.Counter())


def keep(folder, results):
    """Writes results.json; verdicts as `[project, read, of, figure, verdict, how often]`."""
    plain = {part: found if part == "naming" else [[*key, n] for key, n in found.items()]
             for part, found in results.items()}
    with open(f"{folder}/results.json", "w", encoding="utf-8") as file:
        json.dump(plain, file, indent=1)
        file.write("\n")


def parse_options():
    parser = argparse.ArgumentParser(prog="bench", usage="see scripts/bench --help")
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    for name, default in (("first-seed", 1), ("seeds", 3), ("services", 5000), ("planted", 10),
                          ("weeks", 26), ("projects", 500), ("new", 20), ("batches", 100),
                          ("jobs", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def main():
    options = parse_options()
    results = {}
    shutil.rmtree(f"{options.folder}/work", ignore_errors=True)  # An earlier run failed.
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        try:
            for part in PARTS:
                if part in options.only:
                    results[part] = run(part, options, pool)
        except RuntimeError as error:
            pool.shutdown(cancel_futures=True)
            sys.exit(f"bench: {error}")
    shutil.rmtree(f"{options.folder}/work")
    keep(options.folder, results)
    attention_tables.show(results, options, MONDAY)


if __name__ == "__main__":
    main()
