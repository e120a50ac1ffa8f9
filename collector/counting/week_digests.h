// Computes a digest of what happened in each past week, whatever the order. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "collector/model/collection.h"
#include "collector/model/deployment.h"
#include "collector/model/time_zone.h"
#include "collector/model/weeks_file.h"

namespace dora::counting {

/// Identifies what a collection counts: its projects and the settings that decide what is a
/// deployment, but not the length of the periods.
std::string counted_as(const model::Collection& about);

/// Adds up the deployments of each week, by the day of their result, in a fixed amount of memory
/// for each week.
class WeekDigests {
 public:
  explicit WeekDigests(model::TimeZone zone) : zone_(std::move(zone)) {}

  void add(std::string_view service, const model::Deployment& deployment);
  /// Returns the weeks that were over at `now`.
  model::RecordedWeeks finish(std::string counted_as, model::Instant now) const;

 private:
  /// A sum of SHA-256 values, in four parts.
  using Sum = std::array<std::uint64_t, 4>;

  model::TimeZone zone_;
  std::map<model::Period, Sum> weeks_;
  std::string text_;  ///< One deployment; kept to reuse its memory.
};

}  // namespace dora::counting
