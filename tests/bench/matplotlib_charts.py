"""Draws a summary.json's services with matplotlib, as a fair script would: Agg, a process pool.

Usage: matplotlib_charts.py SUMMARY FOLDER EVERY PROCESSES
Of the services, every EVERYth.
"""
import json
import multiprocessing
import sys

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def axis_of(summary):
    """Every month from the first to the last of the whole summary."""
    named = [key for periods in summary.values() for key in periods if len(key) == 7]
    first, last = min(named), max(named)
    year, month = map(int, first.split("-"))
    months = [first]
    while months[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        months.append(f"{year}-{month:02}")
    return months


def label(months, i):
    name = MONTHS[int(months[i][5:]) - 1]
    return f"{name}\n{months[i][:4]}" if i == 0 or name == "Jan" else name


def draw(job):
    name, periods, months, path = job
    every = max(len(months) // 24, 1)
    totals = [periods.get(month, 0) for month in months]
    failed = [periods.get(month + "_failed", 0) for month in months]
    rates = [periods.get(month + "_failure_rate", float("nan")) for month in months]
    places = range(len(months))
    figure = Figure(figsize=(10, 5), dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_axes([0.0725, 0.125, 0.855, 0.719])
    good = [total - bad for total, bad in zip(totals, failed)]
    axes.bar(places, good, 0.72, color="#4C78A8", label="Successful", zorder=2)
    axes.bar(places, failed, 0.72, bottom=good, color="#E45756", label="Failed", zorder=2)
    axes.grid(axis="y", color="#EBEBEB")
    axes.set_xticks(places[::every], [label(months, i) for i in places[::every]])
    right = axes.twinx()
    right.plot(places, rates, color="#252525", marker="o", markersize=4, label="Failure rate")
    right.set_ylim(0, 100)
    right.set_yticks(range(0, 101, 20), [f"{percent}%" for percent in range(0, 101, 20)])
    for side in (axes, right):
        side.tick_params(length=0, labelcolor="#515151")
        for edge in ("top", "left", "right"):
            side.spines[edge].set_visible(False)
    deployments, bad = sum(totals), sum(failed)
    share = 100 * bad / deployments if deployments else 0
    figure.text(0.0725, 0.95, name, fontsize=14, fontweight="bold", color="#111111")
    figure.text(0.0725, 0.885, f"{deployments:,} deployments, {share:.1f} % failed", color="#626262")
    figure.legend(loc="upper right", ncol=3, frameon=False)
    figure.savefig(path)


def main():
    summary_file, folder, every, processes = sys.argv[1:]
    with open(summary_file, encoding="utf-8") as file:
        summary = json.load(file)
    months = axis_of(summary)
    services = sorted(summary)[:: int(every)]
    jobs = [(name, summary[name], months, f"{folder}/{name}.png") for name in services]
    with multiprocessing.Pool(int(processes)) as pool:
        for _ in pool.imap_unordered(draw, jobs, chunksize=4):
            pass


if __name__ == "__main__":
    main()
