"""Prints what attention_counts.py counted as Markdown tables, beside what is to be reached."""
from attention_bounds import bounds, wilson
from attention_services import MODES, TROUBLES

MOST_HEALTHY = 10 / 5000  # Named a week, over all rules together.
LEAST_PLANTED = 0.9
MOST_FALSE = 0.01  # Of all verdicts.

FIGURES = {"deployments": "deployments", "failure_rate": "failure rate", "lead_time": "lead time",
           "restore_time": "time to restore"}
PARTS = {
    "constant": "Projects at constant rates, read on a Monday at 06:00",
    "new": "Services at constant rates that are 1.2 to 4 months old",
    "batches": "Services that deploy 20 times a month in batches",
}


def table(title, *header, texts=1):
    """`texts` is how many of the first columns hold texts; the others hold numbers."""
    print(f"\n{title}:\n")
    row(*header)
    row(*["---"] * texts, *["---:"] * (len(header) - texts))


def row(*cells):
    print("| " + " | ".join(map(str, cells)) + " |")


def percent(share, decimals=0):
    return f"{100 * share:.{decimals}f}%"


def mean(values):
    return sum(values) / len(values) if values else 0.0


def show_healthy(by_mode, options):
    most = MOST_HEALTHY * options.services
    table(f"Healthy services that the second report names, of {options.services:,}; "
          f"seeds: {options.seeds}",
          "merge requests", "mean", "most", "of all named", "to reach", "")
    for mode, results in by_mode.items():
        healthy = [result["healthy"] for result in results]
        everyone = sum(result["named"] for result in results)
        row(mode, f"{mean(healthy):.1f}", max(healthy),
            percent(sum(healthy) / everyone) if everyone else "none",
            f"at most {most:.3g}", "reached" if mean(healthy) <= most else "missed")


def show_rules(by_mode):
    rules = sorted({rule for results in by_mode.values() for result in results
                    for rule in result["rules"]})
    table("Healthy services named, by rule (a service may be named by several)", "rule", *MODES)
    for rule in rules:
        row(rule, *(f"{mean([result['rules'][rule] for result in results]):.1f}"
                    for results in by_mode.values()))


def show_planted(by_mode, options, monday):
    table(f"Planted services that one of two reports names, of {options.planted} of each kind",
          "planted", *MODES, "at best, second report", "at best, either", "at best, shared",
          "to reach")
    for number, trouble in enumerate(TROUBLES):
        shares = [mean([result["planted"][number] for result in results]) / options.planted
                  for results in by_mode.values()]
        second, either = bounds(trouble, monday, MOST_HEALTHY)
        _, shared = bounds(trouble, monday, MOST_HEALTHY / len(TROUBLES))
        verdict = ("reached" if min(shares) >= LEAST_PLANTED else
                   "missed" if either >= LEAST_PLANTED else "impossible")
        row(trouble.name, *map(percent, shares), percent(second, 1), percent(either, 1),
            percent(shared, 1), f"{percent(LEAST_PLANTED)}: {verdict}")
    print(f"""
`At best` is the power of the most powerful test that knows the rates before and after and when
the trouble began, and looks for this trouble alone: with a false alarm for
{percent(MOST_HEALTHY, 1)} of healthy services a report or, if `shared`, a fifth as often.""")


def show_naming(results, options, monday):
    by_mode = {mode: [result for result in results if result["mode"] == mode] for mode in MODES}
    show_healthy(by_mode, options)
    show_rules(by_mode)
    if options.planted > 0:
        show_planted(by_mode, options, monday)


def verdict_row(counts, head):
    """`counts` has the verdicts of the row as {(figure, verdict): how often}."""

    def number(verdicts, figures=FIGURES):
        return sum(n for (figure, verdict), n in counts.items()
                   if figure in figures and (verdicts is None or verdict in verdicts))

    def share(verdict, *figures):
        of = number(None, figures or FIGURES)
        return number([verdict], figures or FIGURES) / of if of else 0.0

    def cell(figure):
        early = share("too_early", figure)
        return percent(share("false", figure), 2) + (f" ({percent(early)})" if early else "")

    low, high = wilson(number(["false"]), number(None))
    row(*head, f"{number(None):,}", *map(cell, FIGURES), percent(share("false"), 2),
        f"{100 * low:.2f}–{percent(high, 2)}", percent(share("too_early"), 1),
        percent(share("too_few"), 1), percent(share("not_compared"), 1),
        "reached" if high <= MOST_FALSE else "missed" if low > MOST_FALSE else "unclear")


def show_verdicts(part, counts):
    table(f"{PARTS[part]}: verdicts that something changed (in brackets: too early)",
          "simulated", "compared", "verdicts on", "number", *FIGURES.values(), "all",
          "95% interval", "too early", "too few", "not compared", "at most 1%", texts=3)
    rows = list(dict.fromkeys(key[:3] for key in counts))
    for head in rows:
        verdict_row({key[3:]: n for key, n in counts.items() if key[:3] == head}, head)
    for of in dict.fromkeys(key[2] for key in rows):
        total = {}
        for key, n in counts.items():
            if key[2] == of:
                total[key[3:]] = total.get(key[3:], 0) + n
        verdict_row(total, ("all", "", of))


def show(results, options, monday):
    for part, found in results.items():
        if part == "naming":
            show_naming(found, options, monday)
        else:
            show_verdicts(part, found)
