// How long something took, in words; knows nothing of what it was.
#include "collector/model/duration.h"

#include <fmt/format.h>

namespace dora::model {

std::string duration_text(Duration duration) {
  using std::chrono::days;
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  const auto part = [&](auto whole, auto unit) {
    return std::chrono::duration_cast<decltype(unit)>(duration % whole).count();
  };
  if (duration < minutes(1)) {
    return fmt::format("{} s", part(minutes(1), seconds()));
  }
  if (duration < hours(1)) {
    return fmt::format("{} min", part(hours(1), minutes()));
  }
  if (duration < days(1)) {
    return fmt::format("{} h {:02} min", part(days(1), hours()), part(hours(1), minutes()));
  }
  return fmt::format("{} d {} h", std::chrono::floor<days>(duration).count(),
                     part(days(1), hours()));
}

std::string duration_text(const std::optional<Duration>& duration) {
  return duration ? duration_text(*duration) : "no data";
}

}  // namespace dora::model
