// Fuzzes the reader of collection.json: accepted input survives a round trip.
#include "collector/model/collection.h"

#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::model;
  static const dora::fuzz::InputFile file("collection.json");

  file.write(dora::fuzz::text_of(data, size));
  const auto collection = dora::fuzz::result_or_error([] { return read_collection(file.path()); });
  if (collection) {
    file.write(to_json(*collection));
    dora::fuzz::require(read_collection(file.path()) == *collection);
  }
  return 0;
}
