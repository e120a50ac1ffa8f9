# Reports on projects of unusual size: very many services, or very many deployments of one.

# same_summary FOLDER SERVICES MERGE_REQUESTS: does it match the data's generator?
same_summary() {
  cmp --silent <(jq --sort-keys . "$1/data/summary.json") \
    <("$build/tests/tools/gitlab-server" --services "$2" --merge-requests "$3" \
      --print-expected summary | jq --sort-keys .)
}

# report_on WHAT SERVICES MERGE_REQUESTS
report_on() {
  begin
  local at=$folder/size
  rm -rf "$at"
  mkdir -p "$at"
  serve "$2" "$3"
  export build url epoch
  if ! measured "$at" "$BASH" -c "$(declare -f generate); generate \"\$0\"" "$at"; then
    is_wrong "$1: generate failed: $(tail -n 1 "$log")"
  elif ! same_summary "$at" "$2" "$3"; then
    is_wrong "$1: summary.json has other figures than the project"
  elif [ "$(jq length "$at/data/summary.json")" -ne \
    "$(find "$at/site/services" -name '*.html' | wc -l)" ]; then
    is_wrong "$1: not every service has a page"
  else
    is_right
  fi
  stop_serving
  rm -rf "$at"
  record "$1"
}

soak_services() {
  report_on "$services services" "$services" $((services * 3))
}

soak_deployments() {
  report_on "$deployments merge requests of one service" 1 "$deployments"
}
