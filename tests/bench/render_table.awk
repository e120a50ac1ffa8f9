# Prints the bench's results as two tables: a comparison of the ways, and the goals.
# Input: the lines of tests/bench/measure, and `started WAY N`: how many gnuplots a second run
# started.
BEGIN { FS = "\t" }

$1 == "started" {
  if ($3 > started[$2]) started[$2] = $3
  next
}
{
  way = $1
  if (!(way in runs)) order[++ways] = way
  n = ++runs[way]
  charts[way] = $2
  wall[way, n] = $3
  cpu[way, n] = $4
  if ($5 > program_kb[way]) program_kb[way] = $5
  if ($6 > worker_kb[way]) worker_kb[way] = $6
  picture[way] = $8 / $7
}

# The median of a way's runs, in milliseconds per chart.
function median(values, way,    sorted, n, i, j, value) {
  n = runs[way]
  for (i = 1; i <= n; ++i) {
    value = values[way, i]
    for (j = i - 1; j > 0 && sorted[j] > value; --j) sorted[j + 1] = sorted[j]
    sorted[j + 1] = value
  }
  value = n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
  return 1000 * value / charts[way]
}

function megabytes(kb) { return sprintf("%.0f", kb / 1024) }

function has(a, b) { return (a in runs) && (b in runs) }

# A line of the second table; `good` says whether the goal was reached, if there is one.
function goal(what, aim, found, good) {
  printf "| %s | %s | %s | %s |\n", what, aim, found, aim == "" ? "" : good ? "reached" : "missed"
}

function times_faster(what, way, aim,    ratio) {
  if (!has(way, "program")) return
  ratio = median(wall, way) / median(wall, "program")
  goal(what, "at least " aim " times faster",
       sprintf("%.1f times (CPU: %.1f)", ratio, median(cpu, way) / median(cpu, "program")),
       ratio >= aim)
}

# The CPU time of a way that does more than `base`, or less.
function cpu_against(what, way, base, aim,    ratio) {
  if (!has(way, base)) return
  ratio = median(cpu, way) / median(cpu, base)
  goal(what, "at most " aim " times",
       sprintf("%.2f times (%+.2f ms a chart)", ratio, median(cpu, way) - median(cpu, base)),
       ratio <= aim)
}

function nothing_changed(way, first,    ratio) {
  if (!has(way, first)) return
  ratio = median(wall, first) / median(wall, way)
  goal("nothing changed, " charts[way] " charts: ratio of times",
       "at most 1/60 of the first run, no gnuplot started",
       sprintf("1/%.0f, %d started", ratio, started[way]), ratio >= 60 && started[way] == 0)
}

function print_ways(    i, way, base) {
  base = "program" in runs
  print "| way | charts | ms a chart | CPU ms a chart | time ratio | CPU ratio | KB a PNG | MB | MB a worker |"
  print "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i <= ways; ++i) {
    way = order[i]
    if (way == "large" || way == "demo") continue
    printf "| %s | %d | %.2f | %.2f | %s | %s | %.1f | %s | %s |\n", name[way], charts[way],
           median(wall, way), median(cpu, way),
           base ? sprintf("%.2f", median(wall, way) / median(wall, "program")) : "",
           base ? sprintf("%.2f", median(cpu, way) / median(cpu, "program")) : "",
           picture[way] / 1024, megabytes(program_kb[way]), megabytes(worker_kb[way])
  }
}

function print_goals(    ratio) {
  print "\n| to reach | | here | |\n| --- | --- | --- | --- |"
  times_faster("against rrdtool in pipe mode", "rrdtool", 5.5)
  times_faster("against one gnuplot a chart", "gnuplot-each", 15)
  times_faster("against matplotlib's pool", "matplotlib", 45)
  cpu_against("against Cairo by hand: CPU", "program", "floor", 1.4)
  cpu_against("second theme on top: CPU", "both", "program", 1.05)
  cpu_against("2x on top: CPU", "scale2", "program", 1.4)
  cpu_against("SVG on top of PNG: CPU", "svg", "program", 1.05)
  nothing_changed("again", "program")
  nothing_changed("three-again", "three")
  if ("large" in runs)
    goal("peak memory at " large " services x periods", "at most 90 MB, workers at most 60 MB each",
         megabytes(program_kb["large"]) " MB, workers " megabytes(worker_kb["large"]) " MB",
         program_kb["large"] <= 90 * 1024 && worker_kb["large"] <= 60 * 1024)
  if (has("one-worker", "program")) {
    ratio = median(wall, "one-worker") / median(wall, "program")
    goal("scaling from 1 worker to one a CPU", "at least 1.8 times (2 CPUs)",
         sprintf("%.2f times", ratio), ratio >= 1.8)
  }
  if ("demo" in runs)
    goal("mean PNG of the demo's charts", "at most 22 KB a theme",
         sprintf("%.1f KB", picture["demo"] / 1024), picture["demo"] <= 22 * 1024)
}

END {
  name["program"] = "dora-report, one PNG"
  name["again"] = "dora-report again, nothing changed"
  name["both"] = "dora-report, PNG in both themes"
  name["scale2"] = "dora-report, one PNG at 2x"
  name["svg"] = "dora-report, PNG and SVG"
  name["one-worker"] = "dora-report, one PNG, one worker"
  name["three"] = "dora-report, three charts a service, PNG and SVG"
  name["three-again"] = "the same again, nothing changed"
  name["gnuplot-long"] = "one long-lived gnuplot a CPU, its own encoder"
  name["gnuplot-each"] = "one gnuplot a chart"
  name["rrdtool"] = "rrdtool in pipe mode, one a CPU"
  name["matplotlib"] = "matplotlib, a process pool"
  name["floor"] = "Cairo by hand, the same encoder"
  print_ways()
  print_goals()
}
