// Published levels of the four keys, and which of them a figure has; knows no files and no page.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "collector/model/four_keys.h"

namespace dora::analysis {

struct BandLevel {
  std::string name;       ///< `Elite`
  std::string published;  ///< `Less than one day`: what the source says of it.
  /// The worst value of the level; less is better. Infinite: whatever is worse than the others.
  double limit = std::numeric_limits<double>::infinity();
  bool inclusive = true;  ///< The limit is of the level, too.
};
/// The best level first; at least one.
using BandScale = std::vector<BandLevel>;

/// What one source published in one year. A level is the answer of a cluster in a survey, of one
/// application a time: for orientation, and never for a ranking of services.
struct Bands {
  std::string name;    ///< `State of DevOps 2023`: what is printed beside a badge.
  std::string source;  ///< The whole title.
  std::string url;     ///< Empty: none. Hostile until checked, as all texts of a user's file.
  std::string note;    ///< How the source is read where it can be read in several ways.
  BandScale deployment_frequency;  ///< In hours from one deployment to the next.
  BandScale failure_rate;          ///< In percent.
  BandScale lead_time;             ///< In hours.
  BandScale restore_time;          ///< In hours.
};

/// The best level whose limit `value` keeps, with all that have the same one: `High or Medium`. So
/// what lies between two published ranges is of the lower level, and what keeps no limit is of the
/// last one.
std::string band_of(const BandScale& scale, double value);

/// Badges of figures; empty: none.
struct KeyBands {
  std::string source;
  std::string deployment_frequency;
  std::string failure_rate;
  std::string lead_time;
  std::string restore_time;
};

/// By what figures are judged.
struct Judge {
  const Bands* bands = nullptr;  ///< Null: by nothing. Borrowed.
  /// Whether figures are of one service: how often several of them deploy together is nothing that
  /// sources tell of.
  bool one_service = false;
};

/// A figure gets a badge from enough_deployments on; times need as many of their own.
KeyBands bands_of(const model::FourKeys& keys, const Judge& judge);

}  // namespace dora::analysis
