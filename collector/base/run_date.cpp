// The date that a run's outputs show.
#include "collector/base/run_date.h"

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "collector/base/error.h"

namespace dora::base {

std::chrono::sys_seconds run_date() {
  using std::chrono::floor;
  using std::chrono::seconds;
  const char* variable = std::getenv("SOURCE_DATE_EPOCH");
  if (variable == nullptr) {
    return floor<seconds>(std::chrono::system_clock::now());
  }
  constexpr std::int64_t year_9999 = 253'402'300'799;
  const std::string_view text = variable;
  std::int64_t epoch = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), epoch);
  if (error != std::errc() || end != text.data() + text.size() || epoch < 0 || epoch > year_9999) {
    throw UsageError(
        "SOURCE_DATE_EPOCH is not a number of seconds since 1970; unset or correct it");
  }
  return std::chrono::sys_seconds(seconds(epoch));
}

}  // namespace dora::base
