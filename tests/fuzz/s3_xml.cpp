// Fuzzes the reading of what S3 answers with: what is accepted keeps its limits.
#include "reports/bucket/s3_xml.h"

#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::bucket;
  const std::string text = dora::fuzz::text_of(data, size);

  if (const auto page = parse_list(text)) {
    for (const ListedObject& object : page->objects) {
      dora::fuzz::require(!object.key.empty() && object.bytes >= 0);
    }
    dora::fuzz::require(page->objects.size() <= size);
  }
  if (const auto error = parse_error(text)) {
    dora::fuzz::require(!error->code.empty() && error->code.size() <= size);
  }
  dora::fuzz::require(plain_etag(text).size() <= size);
  return 0;
}
