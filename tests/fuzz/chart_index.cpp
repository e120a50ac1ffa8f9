// Fuzzes the reader of charts.json: accepted input survives a round trip, and names no file outside
// its folder.
#include "renderer/chart/chart_index.h"

#include "tests/fuzz/fuzzing.h"

namespace {

bool is_in_its_folder(const std::string& file) {
  return !file.empty() && file.front() != '.' && file.find('/') == std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::chart;
  using dora::fuzz::require;
  static const dora::fuzz::InputFile file("charts.json");

  file.write(dora::fuzz::text_of(data, size));
  const auto index = dora::fuzz::result_or_error([] { return read_chart_index(file.path()); });
  if (!index) {
    return 0;
  }
  for (const ChartEntry& chart : index->charts) {
    require(is_in_its_folder(chart.file) && chart.width > 0 && chart.height > 0);
    for (const ChartVariant& variant : chart.variants) {
      require(is_in_its_folder(variant.file));
    }
  }
  file.write(to_json(*index));
  require(read_chart_index(file.path()) == *index);
  return 0;
}
