// A card for a note: Markdown with charts whose addresses are known only later.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/inputs/site_charts.h"

namespace dora::cards {

struct Picture {
  std::string name;  ///< Of the file, without extension: `a-z 0-9 . _ - ~`.
  std::string alt;
  inputs::ChartSource source;  ///< Its SHA-256 tells pictures apart.
};

/// Text, then a picture.
struct Part {
  std::string text;
  std::optional<Picture> picture{};
};

struct Card {
  std::string
      id;  ///< Tells the cards on one page apart: `risk`, `digest/2024-W05`; `a-z A-Z 0-9 / -`.
  bool unusual = false;     ///< A rule of the report names one of its services.
  bool failing = false;     ///< One of them is failing.
  double failure_rate = 0;  ///< The highest of its services in the last four weeks, in percent.
  std::vector<Part> parts;
};

/// All pictures, in their order.
std::vector<Picture> pictures_of(const Card& card);

/// The Markdown with pictures at these addresses, one for each; an empty one leaves its picture
/// out.
std::string markdown_of(const Card& card, const std::vector<std::string>& addresses);

}  // namespace dora::cards
