// Feeds the parser of a page of merge requests with whatever bytes libFuzzer makes up: it must say
// what is wrong, or give merge requests that keep its promises.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "collector/merge_request.h"

namespace {

void require(bool promise) {
  if (!promise) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text;
  for (const std::uint8_t* byte = data; byte != data + size; ++byte) {
    text += static_cast<char>(*byte);
  }
  const auto page = dora::collector::parse_page(std::move(text));
  require(page.problem.empty() || page.merge_requests.empty());
  for (const auto& each : page.merge_requests) {
    require(each.iid > 0);
    for (const std::string& label : each.labels) {
      require(label.size() <= size);
    }
  }
  return 0;
}
