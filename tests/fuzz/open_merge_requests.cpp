// Fuzzes the reader of open_merge_requests.json: accepted input survives a round trip.
#include "collector/model/open_merge_requests.h"

#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::model;
  static const dora::fuzz::InputFile file("open_merge_requests.json");
  static const dora::fuzz::InputFile written("written.json");

  file.write(dora::fuzz::text_of(data, size));
  const auto services =
      dora::fuzz::result_or_error([] { return read_open_merge_requests(file.path()); });
  if (!services) {
    return 0;
  }
  dora::files::AtomicFile output(written.path());
  write_open_merge_requests(*services, output);
  output.commit();
  dora::fuzz::require(read_open_merge_requests(written.path()) == *services);
  return 0;
}
