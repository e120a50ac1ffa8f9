// Fuzzes the parser of a page of merge requests: it must report a problem or return merge requests
// that keep its promises.
#include "collector/gitlab/merge_request.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using dora::fuzz::require;
  const auto page = dora::gitlab::parse_page(dora::fuzz::text_of(data, size));
  require(page.problem.empty() || page.merge_requests.empty());
  for (const auto& each : page.merge_requests) {
    require(each.iid > 0);
    for (const std::string& label : each.labels) {
      require(label.size() <= size);
    }
  }
  return 0;
}
