# Runs `generate` under increasing limits: open files, memory, file size, processes.

# For a run that hangs; generous, because a run takes a second.
longest_run=300

# generate_under LETTER VALUE FOLDER: runs with that limit of bash's ulimit. A process limit has no
# effect on root, so that run uses another user.
generate_under() {
  local as=()
  if [ "$1" = u ] && [ "$(id -u)" -eq 0 ]; then
    chown -R 65534:65534 "$3"
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  fi
  # Set the limit last: the commands before the program may need more.
  timeout --signal=KILL "$longest_run" ${as[@]+"${as[@]}"} "$BASH" -c \
    "$(declare -f generate); ulimit -$1 $2; generate \"\$0\"" "$3"
}

# starts_under LETTER VALUE: can the system start the program at all?
starts_under() {
  (ulimit "-$1" "$2" && exec "$build/dora-report" --version) >/dev/null 2>&1
}

# ladder NAME LETTER VALUE...
ladder() {
  local name=$1 letter=$2 value code before after
  shift 2
  begin
  before=$(digest "$folder/before")
  after=$(digest "$folder/after")
  for value in "$@"; do
    if [ "$letter" != u ] && ! starts_under "$letter" "$value"; then
      say "$name $value: too little for the program to start"
      continue
    fi
    rm -rf "$folder/limited"
    cp -a "$folder/before" "$folder/limited"
    code=0
    # Through a pipe: a file size limit must not apply to messages.
    generate_under "$letter" "$value" "$folder/limited" 2>&1 | tee "$folder/errors" >>"$log" || code=$?
    judge "$name $value" "$code" "$folder/errors" "$folder/limited" "$before" "$after"
  done
  record "$name: $*"
}

# before_and_after: a project and the same project grown; url serves the latter.
before_and_after() {
  serve 10 500
  export build url epoch
  undisturbed "$folder/before"
  grow growing-1
  undisturbed "$folder/after"
}

soak_limits() {
  before_and_after
  ladder "open files" n 6 8 10 12 14 16 20 24 32 48 64 128 256
  # With less, fontconfig crashes the program and gnuplot: it does not check the result of malloc.
  ladder "address space, KB" v 80000 100000 120000 150000 200000 300000 500000 1000000
  ladder "size of a file, KB" f 0 1 4 16 64 128 256 512 1024 4096
  if [ "$(id -u)" -ne 0 ]; then
    skip "processes" "the limit counts all processes of this user; run as root"
  elif ! chmod a+rwx "$folder" || ! setpriv --reuid=65534 --regid=65534 --clear-groups \
    "$build/dora-report" --version >>"$log" 2>&1; then
    skip "processes" "no other user can run $build/dora-report"
  else
    ladder "processes" u 1 2 3 4 5 6 8 12 16 32
  fi
  stop_serving
}
