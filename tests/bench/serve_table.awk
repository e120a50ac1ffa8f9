# Prints the bench's results as two tables: the loads, and the goals.
# Input: `ready SECONDS KB`, `memory KB`, `ended SECONDS`, and for each load
# `WHAT REQUESTS MICROSECONDS BYTES P50 P99 MAX ERRORS`, waiting in microseconds.
BEGIN { FS = "\t" }
$1 == "ready" { ready = $2; before = $3; next }
$1 == "memory" { memory = $2; next }
$1 == "ended" { ended = $2; next }
{
  order[++loads] = $1
  rate[$1] = $2 * 1e6 / $3
  volume[$1] = $4 / $3
  p50[$1] = $5 / 1000
  p99[$1] = $6 / 1000
  longest[$1] = $7 / 1000
  errors += $8
  failed[$1] = $8
}

END {
  name["pages"] = "pages, with the question box put in"
  name["pictures"] = "pictures"
  name["style"] = "the style sheet"
  name["answers"] = "answers: the figures of a service"
  printf "%d clients at once for %d s, each load; a site of %d services.\n\n", clients, seconds, services
  print "| load | requests/s | MB/s | median ms | p99 ms | longest ms | errors |"
  print "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i <= loads; ++i) {
    what = order[i]
    printf "| %s | %.0f | %.0f | %.1f | %.1f | %.1f | %d |\n", name[what], rate[what], volume[what],
      p50[what], p99[what], longest[what], failed[what]
  }
  worst = p99["pages"] > p99["pictures"] ? p99["pages"] : p99["pictures"]
  print "\n| goal | to reach | here |"
  print "| --- | --- | ---: |"
  printf "| pages and pictures, p99 | 20 ms | %.1f ms |\n", worst
  printf "| errors | 0 | %d |\n", errors
  printf "| memory: ready, peak under load | bounded | %.0f MB, %.0f MB |\n", before / 1000, memory / 1000
  printf "| from the start to the address | | %.1f s |\n", ready
  printf "| from SIGTERM to the end | 2 s | %.1f s |\n", ended
}
