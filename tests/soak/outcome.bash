# The results of the soak: lines `WHAT TRIED RIGHT WRONG KB`, and their table.

tried=0 right=0 wrong=0 peak_kb=0

# begin: resets the counters.
begin() {
  tried=0 right=0 wrong=0 peak_kb=0
}

# is_right, is_wrong WHY: counts one result.
is_right() {
  tried=$((tried + 1))
  right=$((right + 1))
}

is_wrong() {
  say "wrong: $1"
  printf 'wrong: %s\n' "$1" >>"$log"
  tried=$((tried + 1))
  wrong=$((wrong + 1))
}

# record WHAT: writes the counters as a line.
record() {
  printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$tried" "$right" "$wrong" "$peak_kb" >>"$results"
}

# skip WHAT WHY: a part that cannot be tried here.
skip() {
  say "skipped $1: $2"
  printf '%s (skipped: %s)\t0\t0\t0\t0\n' "$1" "$2" >>"$results"
}

# measured FOLDER COMMAND...: runs it; peak_kb grows to the largest memory of any of its processes.
measured() {
  local line
  line=$("$build/tests/bench/measure" soak 0 "$@" 2>>"$log") || return
  local kb
  kb=$(cut -f 5 <<<"$line")
  peak_kb=$((kb > peak_kb ? kb : peak_kb))
}

# judge NAME CODE ERRORS FOLDER BEFORE AFTER: judges an obstructed run in FOLDER. It is right if it
# succeeded (0) and its site is AFTER, or if it failed with a clear error and left BEFORE.
judge() {
  local name=$1 code=$2 errors=$3 now
  now=$(digest "$4")
  if [ "$code" -eq 0 ]; then
    if [ "$now" = "$6" ]; then is_right; else is_wrong "$name: exit code 0, but another site"; fi
  elif [ "$code" -eq 3 ] && grep -q 'warning: ' "$errors"; then
    is_right # Published with placeholders, and says so.
  elif [ "$code" -ne 1 ]; then
    is_wrong "$name: exit code $code: $(tail -n 1 "$errors")"
  elif ! grep -q '^dora-report: error: ' "$errors"; then
    is_wrong "$name: exit code 1 without an error: $(tail -n 1 "$errors")"
  elif grep -q 'internal error' "$errors"; then
    is_wrong "$name: $(grep -m 1 'internal error' "$errors")"
  elif [ "$now" != "$5" ]; then
    is_wrong "$name: it failed and changed the site"
  else
    is_right
  fi
}

any_wrong() {
  awk -F '\t' '$4 > 0 { found = 1 } END { exit !found }' "$results"
}

print_table() {
  printf '| what | tried | right | wrong | peak memory |\n| --- | ---: | ---: | ---: | ---: |\n'
  awk -F '\t' '{
    memory = $5 > 0 ? sprintf("%.0f MB", $5 / 1024) : "-"
    printf "| %s | %d | %d | %d | %s |\n", $1, $2, $3, $4, memory
  }' "$results"
}
