# Runs `generate` on disks that are almost full, then once more with room: a small tmpfs each time.

# fill DISK KB: leaves this much space.
fill() {
  local free
  free=$(df --output=avail --block-size=1K "$1" | tail -n 1)
  if [ "$free" -gt "$2" ]; then
    head --bytes=$(((free - $2) * 1024)) /dev/zero >"$1/filler" || true
  fi
}

# on_full_disk KB BEFORE AFTER
on_full_disk() {
  local code=0
  mount -t tmpfs -o size=64m none "$disk"
  cp -a "$folder/before" "$disk/run"
  fill "$disk" "$1"
  (generate "$disk/run") >>"$log" 2>"$folder/errors" || code=$?
  cat "$folder/errors" >>"$log"
  judge "$1 KB free" "$code" "$folder/errors" "$disk/run" "$2" "$3"
  rm -f "$disk/filler"
  code=0
  (generate "$disk/run") >>"$log" 2>"$folder/errors" || code=$?
  cat "$folder/errors" >>"$log"
  if [ "$code" -eq 0 ]; then
    judge "$1 KB free, then room" 0 "$folder/errors" "$disk/run" "$2" "$3"
  else
    is_wrong "$1 KB free, then room: exit code $code: $(tail -n 1 "$folder/errors")"
  fi
  umount "$disk"
}

soak_disks() {
  local kb before after at=$folder/disk
  mkdir -p "$at"
  if ! mount -t tmpfs -o size=64m none "$at" 2>>"$log"; then
    skip "full disks" "mount is not allowed here"
    return
  fi
  umount "$at"
  disk=$at
  before_and_after
  before=$(digest "$folder/before")
  after=$(digest "$folder/after")
  begin
  for kb in 0 4 16 32 64 128 256 512 768 1024 1536 2048 4096 16384; do
    on_full_disk "$kb" "$before" "$after"
  done
  disk=
  stop_serving
  record "full disks and room after them"
}
