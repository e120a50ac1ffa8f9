# What a report of generated services is made from. Sourced; uses build, per_service and log.
# shellcheck shell=bash disable=SC2154

say() {
  printf 'bench: %s\n' "$*" >&2
}

fail() {
  say "$1; what was said last:"
  tail -n 20 "$log" >&2
  exit 1
}

# collect SERVICES FOLDER: from the test GitLab, whose data are always the same.
collect() {
  coproc SERVER {
    exec "$build/tests/tools/gitlab-server" --exit-with-stdin --services "$1" \
      --merge-requests $(($1 * per_service)) --months 24 --end 2024-12-31T12:00:00Z
  }
  local pid=$SERVER_PID line
  read -r line <&"${SERVER[0]}" || fail "the test GitLab did not start"
  local input=${SERVER[1]}
  "$build/dora-report" collect --quiet --api-url "${line#listening on }" \
    --project platform/deployments --out "$2" >>"$log" 2>&1 || fail "nothing was collected"
  exec {input}>&-
  wait "$pid"
}

# prepare SERVICES FOLDER: what the report is made from; kept if it exists.
prepare() {
  if [ -f "$2/complete" ]; then
    return
  fi
  say "collecting and drawing $1 services with $(($1 * per_service)) merge requests"
  rm -rf "$2"
  mkdir -p "$2"
  collect "$1" "$2/data"
  "$build/dora-report" render --quiet --summary "$2/data/summary.json" --out "$2/charts" \
    >>"$log" 2>&1 || fail "the charts were not drawn"
  : >"$2/complete"
}
