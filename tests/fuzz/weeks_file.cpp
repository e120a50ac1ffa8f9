// Fuzzes the reader of weeks.json: accepted input survives a round trip.
#include "collector/model/weeks_file.h"

#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::model;
  static const dora::fuzz::InputFile file("weeks.json");

  file.write(dora::fuzz::text_of(data, size));
  const auto weeks = dora::fuzz::result_or_error([] { return read_recorded_weeks(file.path()); });
  if (!weeks) {
    return 0;
  }
  file.write(to_json(*weeks));
  dora::fuzz::require(read_recorded_weeks(file.path()) == *weeks);
  return 0;
}
