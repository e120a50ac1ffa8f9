# Prints the bench's results as two tables: the runs, and the goals.
# Input: `WAY SECONDS CPU_SECONDS KB FILES`, `rewritten WAY FILES`, `first-content MS`, `search MS KEYS`.
BEGIN { FS = "\t" }

$1 == "rewritten" { rewritten[$2] += $3; next }
$1 == "first-content" { first_content[++loads] = $2; next }
$1 == "search" { search[++keys] = $2; next }
{
  runs[$1]++
  wall[$1, runs[$1]] = $2
  cpu[$1, runs[$1]] = $3
  kb[$1] = $4 > kb[$1] ? $4 : kb[$1]
  files[$1] = $5
}

# The median of values[1..count]; with a way, of values[way, 1..count].
function median(values, count, way,    sorted, i, j, value) {
  for (i = 1; i <= count; ++i) {
    value = (way == "" ? values[i] : values[way, i]) + 0
    for (j = i; j > 1 && sorted[j - 1] > value; --j)
      sorted[j] = sorted[j - 1]
    sorted[j] = value
  }
  return sorted[int((count + 1) / 2)]
}

function most(values, count,    i, found) {
  for (i = 1; i <= count; ++i)
    found = values[i] + 0 > found ? values[i] + 0 : found
  return found
}

function seconds(way) { return median(wall, runs[way], way) }
function cpu_seconds(way) { return median(cpu, runs[way], way) }

function run(way, name, size) {
  printf "| %s | %d | %d | %d | %.2f | %.2f | %.0f |\n", name, size, size * per_service, files[way],
         seconds(way), cpu_seconds(way), kb[way] / 1024
}

function goal(what, aim, found, good) {
  printf "| %s | %s | %s | %s |\n", what, aim, found, good ? "reached" : "missed"
}

END {
  print "| run | services | merge requests | files | s | CPU s | peak MB |"
  print "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
  run("usual", "from scratch", services)
  run("usual-again", "again, nothing changed", services)
  run("large", "from scratch", large)
  run("large-again", "again, nothing changed", large)

  print "\n| to reach | | here | |\n| --- | --- | --- | --- |"
  goal(sprintf("site of %d services written", services), "at most 3 s",
       sprintf("%.2f s", seconds("usual")), seconds("usual") <= 3)
  goal("nothing changed", "at most 1 s, no file rewritten",
       sprintf("%.2f s, 1/%.1f, %d files rewritten", seconds("usual-again"),
               seconds("usual") / seconds("usual-again"), rewritten["usual"] + rewritten["large"]),
       seconds("usual-again") <= 1 && rewritten["usual"] + rewritten["large"] == 0)
  size = large / services
  ratio = cpu_seconds("large-again") / cpu_seconds("usual-again")
  goal(sprintf("%d services: %.3g times as many", large, size),
       "linear: at most 1.2 times the CPU time a service",
       sprintf("%.2f times", ratio / size), ratio / size <= 1.2)
  goal(sprintf("peak memory, %d services", large), "at most 300 MB",
       sprintf("%.0f MB", kb["large"] / 1024), kb["large"] <= 300 * 1024)
  if (loads > 0)
    goal("first content, from disk", "within 1 s",
         sprintf("%.0f ms", median(first_content, loads)), median(first_content, loads) <= 1000)
  if (keys > 0)
    goal(sprintf("search, from the key to the rows drawn, %d keys", keys), "within 100 ms",
         sprintf("%.0f ms, at most %.0f ms", median(search, keys), most(search, keys)),
         most(search, keys) <= 100)
}
