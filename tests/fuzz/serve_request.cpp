// Fuzzes what `serve` reads of a request: form fields, ranges, entity tags. The first line of an
// input is a header, the rest is a form.
#include <algorithm>

#include "reports/webserver/byte_range.h"
#include "reports/webserver/form_text.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::webserver;
  const std::string text = dora::fuzz::text_of(data, size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string header = text.substr(0, line);
  const std::string form = text.substr(std::min(line + 1, text.size()));

  for (const std::int64_t file_size : {std::int64_t{0}, std::int64_t{1}, std::int64_t{1000}}) {
    const RequestedRange range = requested_range(header, file_size);
    if (const auto* part = std::get_if<ByteRange>(&range)) {  // Never beyond the file.
      dora::fuzz::require(part->begin >= 0 && part->size > 0 &&
                          part->begin + part->size <= file_size);
    }
  }
  lists_tag(header, "\"a\"");
  dora::fuzz::require(lists_tag(header + ", \"a\"", "\"a\""));
  if (const auto fields = parse_form(form)) {  // What is sent again is the same.
    dora::fuzz::require(fields->size() <= most_fields);
    dora::fuzz::require(parse_form(form_text(*fields)) == fields);
  }
  return 0;
}
