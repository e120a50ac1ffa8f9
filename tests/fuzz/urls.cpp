// Fuzzes the reading of URLs from servers: redirects and links. The first line of an input is the
// page, the rest is the reference.
#include <algorithm>

#include "collector/http/url.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::http;
  const std::string text = dora::fuzz::text_of(data, size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string base = text.substr(0, line);
  const std::string location = text.substr(std::min(line + 1, text.size()));

  has_credentials_or_query(location);
  is_unencrypted(location);
  if (const auto origin = origin_of(base)) {
    dora::fuzz::require(origin->starts_with("http://") || origin->starts_with("https://"));
    dora::fuzz::require(origin_of(*origin) == origin);
  }
  const auto url = resolve(base, location);
  if (url && origin_of(*url)) {  // The URL that is followed is the one whose origin was compared.
    dora::fuzz::require(resolve(base, *url) == url);
  }
  return 0;
}
