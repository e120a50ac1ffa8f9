// Fuzzes the reader of user-defined bands: those that it accepts rate every figure.
#include "reports/inputs/bands_file.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::inputs;
  static const dora::fuzz::InputFile file("bands.json");

  file.write(dora::fuzz::text_of(data, size));
  const auto bands = dora::fuzz::result_or_error([] { return read_bands(file.path().string()); });
  if (!bands) {
    return 0;
  }
  for (const dora::analysis::BandScale* scale : {&bands->deployment_frequency, &bands->failure_rate,
                                                 &bands->lead_time, &bands->restore_time}) {
    dora::fuzz::require(!scale->empty());
    for (const double value : {0.0, 1.0, 24.0, 1e300}) {
      band_of(*scale, value);
    }
  }
  return 0;
}
