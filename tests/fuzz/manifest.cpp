// Fuzzes the reader of a bucket's manifest: accepted input survives a round trip, and every name
// stays below the prefix.
#include "reports/publish/manifest.h"

#include "reports/bucket/bucket_address.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::publish;
  const std::string text = dora::fuzz::text_of(data, size);

  const auto manifest =
      dora::fuzz::result_or_error([&] { return parse_manifest(text, "manifest"); });
  if (manifest) {
    for (const auto& [name, entry] : *manifest) {
      dora::fuzz::require(dora::bucket::is_plain_key(name) && entry.sha256.size() == 64);
    }
    dora::fuzz::require(parse_manifest(to_json(*manifest), "manifest") == *manifest);
  }
  return 0;
}
