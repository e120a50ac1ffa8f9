# Kills `generate` at random moments while the project grows; every few kills one run may finish, and
# its site must equal that of an undisturbed run.

kills_between_checks=20

milliseconds() {
  local now=${EPOCHREALTIME/[.,]/}
  echo $((now / 1000))
}

# may_end: runs to the end after kills; compares the site with one from scratch.
may_end() {
  if ! measured "$folder" "$BASH" -c "$(declare -f generate); generate \"\$0\"" "$folder/killed"; then
    is_wrong "the run after $killed kills failed (seed $seed): $(tail -n 1 "$log")"
    return
  fi
  undisturbed "$folder/undisturbed"
  if [ "$(digest "$folder/killed")" = "$(digest "$folder/undisturbed")" ]; then
    is_right
  else
    is_wrong "after $killed kills the site differs (seed $seed)"
    diff --recursive --brief "$folder/killed/site" "$folder/undisturbed/site" | head -n 5 >&2 || true
  fi
}

# kill_once: span is the estimated duration of a run in milliseconds, updated as runs are observed.
kill_once() {
  local pid code=0 begun delay
  delay=$((RANDOM * span / 32768))
  begun=$(milliseconds)
  (generate "$folder/killed") >>"$log" 2>&1 &
  pid=$!
  sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || code=$? # Bash would report each kill there.
  case $code in
    137)
      killed=$((killed + 1))
      span=$((span + span / 20 + 1))
      ;;
    0) span=$(($(milliseconds) - begun)) ;; # It was faster than the kill.
    *) is_wrong "a run between kills ended with $code (seed $seed): $(tail -n 1 "$log")" ;;
  esac
}

soak_kills() {
  begin
  RANDOM=$seed
  serve 40 2000
  local killed=0 span begun checked=0
  begun=$(milliseconds)
  undisturbed "$folder/undisturbed"
  span=$(($(milliseconds) - begun))
  mkdir -p "$folder/killed"
  export build url epoch
  while [ "$killed" -lt "$kills" ] && [ "$wrong" -lt 5 ]; do
    grow "growing-$((RANDOM % 8))"
    kill_once
    if [ "$killed" -ge $((checked + kills_between_checks)) ]; then
      checked=$killed
      say "$killed of $kills kills"
      may_end
    fi
  done
  may_end
  stop_serving
  record "sites after $killed kills, seed $seed"
}
