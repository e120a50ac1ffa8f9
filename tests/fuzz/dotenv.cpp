// Fuzzes the parser of .env: it takes only documented names, and no value with control characters.
#include "collector/base/cli/dotenv.h"

#include <algorithm>

#include "collector/base/cli/settings_file.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::cli;
  const std::string text = dora::fuzz::text_of(data, size);
  const auto dotenv = dora::fuzz::result_or_error([&] {
    check_settings_text(".env", text);
    return parse_dotenv(text);
  });
  if (!dotenv) {
    return 0;
  }
  for (const auto& [name, value] : dotenv->values) {
    const auto& names = dotenv_names;
    dora::fuzz::require(std::find(names.begin(), names.end(), name) != names.end());
    dora::fuzz::require(value.find_first_of("\r\n\x1b\x7f") == std::string::npos);
  }
  return 0;
}
