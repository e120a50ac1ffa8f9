# Prints the bench's results as two tables: a comparison of the ways, and the goals.
# Input: `WAY SECONDS CPU_SECONDS KB REQUESTS`, and `parser MB_A_SECOND KB_A_PAGE`.
BEGIN { FS = "\t" }

$1 == "parser" {
  parser = $2
  page_kb = $3
  next
}
{
  if (!rounds[$1]++)
    order[++ways] = $1
  walls[$1, rounds[$1]] = $2
  cpus[$1, rounds[$1]] = $3
  kb[$1] = $4 > kb[$1] ? $4 : kb[$1]
  sent[$1] = $5
}

function median(values, way,    n, i, j, sorted, value) {
  n = rounds[way]
  for (i = 1; i <= n; ++i) {
    value = values[way, i]
    for (j = i; j > 1 && sorted[j - 1] > value; --j)
      sorted[j] = sorted[j - 1]
    sorted[j] = value
  }
  return (sorted[int((n + 1) / 2)] + sorted[int(n / 2) + 1]) / 2
}

# The highest memory among the given ways.
function peak(list,    i, ways, most) {
  split(list, ways, " ")
  for (i in ways)
    most = kb[ways[i]] > most ? kb[ways[i]] : most
  return most
}

function goal(what, aim, found, good) {
  printf "| %s | %s | %s | %s |\n", what, aim, found, good ? "reached" : "missed"
}

function print_ways(    i, way) {
  print "| way | merge requests | s | CPU s | peak MB | requests |"
  print "| --- | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i <= ways; ++i) {
    way = order[i]
    printf "| %s | %d | %.2f | %.2f | %.0f | %d |\n", name[way], size[way], wall[way], cpu[way],
           kb[way] / 1024, sent[way]
  }
}

function print_goals(    ideal, few, many) {
  print "\n| to reach | | here | |\n| --- | --- | --- | --- |"
  ideal = int((all + 99) / 100) * latency / 1000 / 10
  goal("first run, 10 in flight", sprintf("at most 1.2 times pages x latency / 10 = %.1f s", ideal),
       sprintf("%.1f s, %.3f times", wall["first"], wall["first"] / ideal), wall["first"] <= 1.2 * ideal)
  printf "| against one request at a time | | %.1f times faster a merge request | |\n",
         (wall["sequential"] / part) / (wall["first"] / all)
  if ("asyncio" in wall)
    goal("against asyncio and aiohttp, ten at a time", "not slower, at most half of its CPU time",
         sprintf("%.3f times its time, %.3f times its CPU", wall["first"] / wall["asyncio"],
                 cpu["first"] / cpu["asyncio"]),
         wall["first"] <= wall["asyncio"] && cpu["first"] <= cpu["asyncio"] / 2)
  goal(sprintf("weekly run: %d changed of %d", changed, all),
       "at most 12 requests, 1/30 of the first run",
       sprintf("%d requests, 1/%.1f", sent["weekly"], wall["first"] / wall["weekly"]),
       sent["weekly"] <= 12 && wall["weekly"] <= wall["first"] / 30)
  few = peak("first weekly small again full")
  many = peak("large large_again large_full")
  goal(sprintf("peak memory of any run, %d and %d merge requests", all, large), "at most 64 MB, both",
       sprintf("%.0f MB and %.0f MB", few / 1024, many / 1024), few <= 64 * 1024 && many <= 64 * 1024)
  goal(sprintf("page parser alone, a page of %.0f KB", page_kb), "at least 300 MB/s a core",
       sprintf("%.0f MB/s", parser), parser >= 300)
  goal("export, seen as a whole run that finds nothing new", "at most 1 s",
       sprintf("%.2f s", wall["again"]), wall["again"] <= 1)
}

END {
  for (way in rounds) {
    wall[way] = median(walls, way)
    cpu[way] = median(cpus, way)
  }
  name["first"] = "dora-report, first run, 10 in flight"
  name["asyncio"] = "asyncio and aiohttp, 10 in flight"
  name["weekly"] = "dora-report, " changed " changed"
  name["sequential"] = "dora-report, --concurrency 1"
  name["small"] = "dora-report, first run, no latency"
  name["again"] = "dora-report, nothing new, no latency"
  name["large"] = "dora-report, first run, no latency"
  size["first"] = size["asyncio"] = size["weekly"] = size["small"] = size["again"] = all
  name["full"] = name["large_full"] = "dora-report, --full, no latency"
  name["large_again"] = name["again"]
  size["full"] = all
  size["sequential"] = part
  size["large"] = size["large_again"] = size["large_full"] = large
  print_ways()
  print_goals()
}
