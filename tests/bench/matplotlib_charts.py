"""Draws a summary.json's services with matplotlib, as a fair script would: Agg, a process pool.

Usage: matplotlib_charts.py SUMMARY FOLDER EVERY PROCESSES
Of the services, every EVERYth.
"""
import json
import math
import multiprocessing
import sys

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
ENOUGH = 5  # Deployments in a month for a failure rate.
Z_95 = 1.959964
LEFT, WIDTH = 0.045, 0.845
BARS = [LEFT, 0.454, WIDTH, 0.362]
RATES = [LEFT, 0.132, WIDTH, 0.242]
BARS_ALONE = [LEFT, 0.132, WIDTH, 0.684]


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


def month_name(month):
    return MONTHS[int(month[5:]) - 1]


def label(months, i):
    name = month_name(months[i])
    return f"{name}\n{months[i][:4]}" if i == 0 or name == "Jan" else name


def interval(bad, total):
    """Wilson's 95% interval, in percent."""
    share, scale = bad / total, 1 / (1 + Z_95**2 / total)
    middle = scale * (share + Z_95**2 / (2 * total))
    half = scale * Z_95 * math.sqrt(share * (1 - share) / total + (Z_95 / total) ** 2 / 4)
    return 100 * max(middle - half, 0), 100 * min(middle + half, 1)


def add_axes(figure, place, ticks, labels):
    axes = figure.add_axes(place)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color="#EBEBEB")
    axes.set_xticks(ticks, labels)
    axes.tick_params(length=0, labelcolor="#515151")
    for edge in ("top", "left", "right"):
        axes.spines[edge].set_visible(False)
    axes.spines["bottom"].set_color("#9A9A9A")
    return axes


def draw_bars(figure, axes, totals, failed):
    places = range(len(totals))
    good = [total - bad for total, bad in zip(totals, failed)]
    axes.bar(places, good, 0.74, color="#4C78A8", zorder=2)
    axes.bar(places, failed, 0.74, bottom=good, color="#E45756", zorder=2)
    axes.set_xlim(-0.5, len(totals) - 0.5)
    axes.set_ylim(0, max(max(totals), 1) * 1.06)
    axes.yaxis.get_major_locator().set_params(integer=True)
    figure.text(0.012, 0.845, "Deployments a month", color="#111111")
    figure.text(0.173, 0.845, "successful", color="#3E6A99", fontweight="bold")
    figure.text(0.263, 0.845, "failed", color="#C23B3A", fontweight="bold")


def draw_rates(figure, axes, totals, failed, overall):
    places = range(len(totals))
    nothing = (math.nan, math.nan)
    known = [total >= ENOUGH for total in totals]
    rates = [100 * bad / n if use else math.nan for bad, n, use in zip(failed, totals, known)]
    band = [interval(bad, n) if use else nothing for bad, n, use in zip(failed, totals, known)]
    low, high = zip(*band)
    axes.fill_between(places, low, high, color="#DFE3E8", linewidth=0)
    axes.axhline(overall, color="#8A8A8A", linewidth=0.8)
    axes.plot(places, rates, color="#252525", linewidth=1.35, marker="o", markersize=4)
    ends = sorted(end for end in high if end == end)
    top = max(1, max(rate for rate in rates if rate == rate), ends[len(ends) // 2])
    axes.set_xlim(-0.5, len(totals) - 0.5)
    axes.set_ylim(0, min(1.05 * top, 100))
    axes.yaxis.set_major_formatter("{x:.0f}%")
    axes.text(1.005, overall, f"{overall:.1f}% overall", color="#626262", va="center",
              transform=axes.get_yaxis_transform())
    last = max(i for i, use in enumerate(known) if use)
    axes.annotate(f"{rates[last]:.1f}%", (last, rates[last]), (0, 10),
                  textcoords="offset points", ha="center", va="center", fontweight="bold",
                  color="#111111")
    figure.text(0.012, 0.401, "Failure rate", color="#111111")
    figure.text(0.11, 0.401, f"Shaded: 95% interval; no point below {ENOUGH} deployments",
                color="#626262")


def draw(job):
    name, periods, months, path = job
    every = max(len(months) // 24, 1)
    totals = [periods.get(month, 0) for month in months]
    failed = [periods.get(month + "_failed", 0) for month in months]
    deployments, bad = sum(totals), sum(failed)
    overall = 100 * bad / deployments if deployments else 0
    ticks = range(0, len(months), every)
    labels = [label(months, i) for i in ticks]
    figure = Figure(figsize=(10, 5), dpi=100)
    FigureCanvasAgg(figure)
    if max(totals) >= ENOUGH:
        draw_bars(figure, add_axes(figure, BARS, (), ()), totals, failed)
        draw_rates(figure, add_axes(figure, RATES, ticks, labels), totals, failed, overall)
    else:
        draw_bars(figure, add_axes(figure, BARS_ALONE, ticks, labels), totals, failed)
    figure.text(0.012, 0.947, name, fontsize=14, fontweight="bold", color="#111111")
    span = " – ".join(f"{month_name(month)} {month[:4]}" for month in (months[0], months[-1]))
    figure.text(0.012, 0.905, f"{deployments:,} deployments · {overall:.1f}% failed · {span}",
                color="#626262")
    figure.text(0.988, 0.018, "made with matplotlib", fontsize=8, color="#626262", ha="right")
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
