// Measures how fast a page of merge requests is parsed; pages are generated, as large as GitLab's.
#include <cstddef>
#include <string>
#include <utility>

#include <benchmark/benchmark.h>

#include "collector/gitlab/merge_request.h"
#include "tests/tools/gitlab_server/merge_request_generator.h"
#include "tests/tools/gitlab_server/merge_request_json.h"

namespace {

constexpr std::size_t merge_requests = 100;

std::string page() {
  dora::test::GeneratorOptions options;
  options.merge_requests = merge_requests;
  std::string text = "[";
  for (const auto& each : dora::test::generate(options)) {
    text += (text.size() > 1 ? "," : "") + dora::test::full_json(each, {});
  }
  return text + "]";
}

void parse_page(benchmark::State& state) {
  const std::string text = page();
  while (state.KeepRunning()) {
    std::string body = text;  // Parsed in place; the copy is part of the time.
    const auto parsed = dora::gitlab::parse_page(std::move(body));
    if (parsed.merge_requests.size() != merge_requests) {
      state.SkipWithError(parsed.problem.c_str());
      break;
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["page_bytes"] = static_cast<double>(text.size());
}
BENCHMARK(parse_page);

}  // namespace

BENCHMARK_MAIN();
