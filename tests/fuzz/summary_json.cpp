// Fuzzes the reader of summary.json: accepted input survives a round trip.
#include "collector/model/summary_json.h"

#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::model;
  static const dora::fuzz::InputFile file("summary.json");
  static const dora::fuzz::InputFile written("written.json");

  file.write(dora::fuzz::text_of(data, size));
  const auto read = dora::fuzz::result_or_error([] { return read_summary(file.path()); });
  if (!read) {
    return 0;
  }
  dora::fuzz::require(read->warnings.size() <= most_key_warnings + 1);
  dora::files::AtomicFile output(written.path());
  write_summary(read->summary, output);
  output.commit();
  const ReadSummary again = read_summary(written.path());
  dora::fuzz::require(again.summary == read->summary && again.warnings.empty());
  return 0;
}
