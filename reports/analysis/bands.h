// Published performance levels of the four keys, and the level of a figure.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "collector/model/four_keys.h"

namespace dora::analysis {

struct BandLevel {
  std::string name;       ///< `Elite`
  std::string published;  ///< `Less than one day`: as the source words it.
  /// The worst value of the level; less is better. Infinite for the last level.
  double limit = std::numeric_limits<double>::infinity();
  bool inclusive = true;  ///< The limit itself belongs to the level.
};
/// The best level first; at least one.
using BandScale = std::vector<BandLevel>;

/// What one source published in one year. Levels are clusters of survey answers, about one
/// application each: for orientation, never for ranking services.
struct Bands {
  std::string name;    ///< `State of DevOps 2023`: printed next to a badge.
  std::string source;  ///< The full title.
  std::string url;     ///< May be empty. Untrusted until checked, like all texts of a user's file.
  std::string note;    ///< How the source is interpreted where it is ambiguous.
  BandScale deployment_frequency;  ///< In hours from one deployment to the next.
  BandScale failure_rate;          ///< In percent.
  BandScale lead_time;             ///< In hours.
  BandScale restore_time;          ///< In hours.
};

/// Returns the best level whose limit `value` meets, joined with all levels that have the same
/// limit: `High or Medium`. So a value between two published ranges is in the lower level, and one
/// that meets no limit is in the last level.
std::string band_of(const BandScale& scale, double value);

/// Badges of figures; empty if none.
struct KeyBands {
  std::string source;
  std::string deployment_frequency;
  std::string failure_rate;
  std::string lead_time;
  std::string restore_time;
};

/// What figures are compared with.
struct Judge {
  const Bands* bands = nullptr;  ///< Null: nothing. Borrowed.
  /// Whether figures are of one service: the sources do not say how often several services deploy
  /// together.
  bool one_service = false;
};

/// A figure gets a badge from enough_deployments on; times need as many values of their own.
KeyBands bands_of(const model::FourKeys& keys, const Judge& judge);

}  // namespace dora::analysis
