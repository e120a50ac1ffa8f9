// Compares text with a file in tests/golden; DORA_UPDATE_GOLDEN=1 rewrites the file instead.
#include "tests/support/golden.h"

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>

#include "collector/base/files/atomic_file.h"

namespace dora::test {
namespace {

std::string first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream a(expected);
  std::istringstream b(actual);
  std::string line_a;
  std::string line_b;
  for (int number = 1;; ++number) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a));
    const bool more_b = static_cast<bool>(std::getline(b, line_b));
    if (!more_a && !more_b) {
      return "only the last line's end differs";
    }
    if (!more_a || !more_b || line_a != line_b) {
      return "line " + std::to_string(number) + "\n  golden: " + (more_a ? line_a : "<end>") +
             "\n  actual: " + (more_b ? line_b : "<end>");
    }
  }
}

/// A release must not need other goldens.
std::string without_version(std::string text) {
  constexpr std::string_view ours = "dora-report " DORA_VERSION;
  for (std::size_t at = text.find(ours); at != std::string::npos; at = text.find(ours, at)) {
    text.replace(at, ours.size(), "dora-report VERSION");
  }
  return text;
}

}  // namespace

testing::AssertionResult matches_golden(std::string_view name, std::string_view given) {
  const std::string text = without_version(std::string(given));
  const std::filesystem::path path = std::filesystem::path(DORA_TESTS_FOLDER) / "golden" / name;
  if (std::getenv("DORA_UPDATE_GOLDEN") != nullptr) {
    files::make_folder(path.parent_path());
    files::write_file(path, text);
    return testing::AssertionSuccess();
  }
  if (!std::filesystem::exists(path)) {
    return testing::AssertionFailure()
           << path << " does not exist; run the test with DORA_UPDATE_GOLDEN=1 and review it";
  }
  const std::string expected = files::read_file(path);
  if (expected == text) {
    return testing::AssertionSuccess();
  }
  return testing::AssertionFailure()
         << path << " differs at " << first_difference(expected, text)
         << "\nIf the change is intended, run the test with DORA_UPDATE_GOLDEN=1 and review the "
            "diff.";
}

}  // namespace dora::test
