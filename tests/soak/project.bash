# The project that the program reports on: a test GitLab that grows, and `generate` against it.

epoch=1718614800 # The evening of the last day of the test GitLab's data.
server_pid=
url=

# serve SERVICES MERGE_REQUESTS: the test GitLab, until stop_serving or the end of this script.
serve() {
  coproc SERVER {
    exec "$build/tests/tools/gitlab-server" --exit-with-stdin --services "$1" --merge-requests "$2"
  }
  server_pid=$SERVER_PID
  server_input=${SERVER[1]}
  newest_iid=$(($2 * 2)) # Above every number that the generator gives.
  local line
  read -r line <&"${SERVER[0]}" || fail "the test GitLab did not start"
  url=${line#listening on }
}

stop_serving() {
  if [ -n "$server_pid" ]; then
    local pid=$server_pid
    server_pid=
    exec {server_input}>&-
    wait "$pid" || true
  fi
}

# grow SERVICE: adds five deployments of one service to the running week, the last one failed: a
# past week that changed would say when.
grow() {
  jq --null-input --arg service "$1" --argjson first $((newest_iid + 1)) '
    [range(5) | {put: {iid: ($first + .), title: "grown",
      state: (if . == 4 then "closed" else "merged" end),
      labels: ["service:\($service)", "tier:production"],
      created_at: "2024-06-17T0\(.):00:00.000Z",
      merged_at: (if . == 4 then null else "2024-06-17T0\(.):30:00.000Z" end),
      closed_at: (if . == 4 then "2024-06-17T0\(.):30:00.000Z" else null end)}}]' |
    curl --silent --show-error --fail --noproxy '*' --header "Content-Type: application/json" \
      --data-binary @- "$url/-/changes" >>"$log" 2>&1 ||
    fail "the project did not grow"
  newest_iid=$((newest_iid + 5))
}

# generate FOLDER: replaces this process, so that its id is the program's. FOLDER gets data, charts
# and site.
generate() {
  cd "$1" || exit
  exec env SOURCE_DATE_EPOCH=$epoch "$build/dora-report" generate --quiet --api-url "$url" \
    --project platform/deployments --data data --charts charts --out site
}

# undisturbed FOLDER: a first run without obstacles.
undisturbed() {
  rm -rf "$1"
  mkdir -p "$1"
  (generate "$1") >>"$log" 2>&1 || fail "an undisturbed run failed"
}

# digest FOLDER: one hash of all names and bytes in its site.
digest() {
  if [ ! -d "$1/site" ]; then
    echo "no site"
    return
  fi
  (cd "$1/site" && find . -type f -print0 | sort --zero-terminated | xargs --null sha256sum) |
    sha256sum
}
