// Published performance levels of the four keys, and the level of a figure.
#include "reports/analysis/bands.h"

#include <algorithm>
#include <chrono>

namespace dora::analysis {
namespace {

double hours_of(model::Duration duration) {
  return std::chrono::duration<double, std::ratio<3600>>(duration).count();
}

std::string band_of(const BandScale& scale, const std::optional<model::Spread>& spread) {
  return spread && spread->count >= model::enough_deployments
             ? band_of(scale, hours_of(spread->median))
             : "";
}

}  // namespace

std::string band_of(const BandScale& scale, double value) {
  const auto keeps = [&](const BandLevel& level) {
    return value < level.limit || (level.inclusive && value == level.limit);
  };
  auto level = std::find_if(scale.begin(), scale.end(), keeps);
  if (level == scale.end()) {
    return scale.back().name;
  }
  const auto differs = [&](const BandLevel& other) {
    return other.limit != level->limit || other.inclusive != level->inclusive;
  };
  const auto end = std::find_if(level, scale.end(), differs);
  std::string name = level->name;
  while (++level != end) {
    name += (level + 1 == end ? " or " : ", ") + level->name;
  }
  return name;
}

KeyBands bands_of(const model::FourKeys& keys, const Judge& judge) {
  if (!judge.bands || keys.counts.total() < model::enough_deployments) {
    return {};
  }
  const Bands& bands = *judge.bands;
  KeyBands result;
  result.source = bands.name;
  if (judge.one_service && keys.days > 0) {
    const auto hours = static_cast<double>(24 * keys.days);
    result.deployment_frequency =
        band_of(bands.deployment_frequency, hours / static_cast<double>(keys.counts.total()));
  }
  result.failure_rate = band_of(bands.failure_rate, *model::failure_rate(keys.counts));
  result.lead_time = band_of(bands.lead_time, keys.lead_time);
  result.restore_time = band_of(bands.restore_time, keys.restore_time);
  return result;
}

}  // namespace dora::analysis
