// Fuzzes the check of pictures: every accepted one begins and ends as a PNG.
#include "renderer/png/picture_check.h"

#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::chart;
  using namespace dora::png;
  using dora::fuzz::require;
  static const dora::fuzz::InputFile file("picture");
  const std::string text = dora::fuzz::text_of(data, size);
  file.write(text);
  const Size drawn{640, 480};
  if (picture_problem(file.path(), drawn).empty()) {
    require(text.starts_with("\x89PNG") && text.ends_with("IEND\xae\x42\x60\x82"));
  }
  return 0;
}
