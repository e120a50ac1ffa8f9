-- For wrk: asks for each path of a file in turn, and prints what the clients waited.
local paths = {}
for path in io.lines(os.getenv("BENCH_PATHS")) do
  paths[#paths + 1] = path
end
local headers = { ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN") }
local last = 0

function request()
  last = last % #paths + 1
  return wrk.format("GET", paths[last], headers)
end

-- Microseconds.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("result\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", summary.requests, summary.duration,
    summary.bytes, latency:percentile(50), latency:percentile(99), latency.max,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
