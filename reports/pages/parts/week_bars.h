// Weeks as a row of bars that lead to their digests, for an SVG on a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collector/model/four_keys.h"
#include "collector/model/period.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

/// In pixels of the SVG; y grows downwards. Bars stand on the ground; the failed part is at the
/// bottom.
struct WeekBar {
  std::string title;  ///< `Week 47: 169 deployments, 7.7% failed`
  std::string page;   ///< Within the site: `weekly/2026-W47.html`.
  int x = 0;
  int y = 0;
  int height = 0;  ///< 0: no bar.
  int failed_y = 0;
  int failed_height = 0;
  bool current = false;  ///< The week that the page is about.
};

struct WeekBars {
  int width = 0;
  int height = 0;
  int step = 0;  ///< From one bar to the next; a bar is one pixel narrower.
  std::vector<WeekBar> bars;
};

/// A full week and its figures.
struct WeekKeys {
  model::Period week;
  model::FourKeys keys;
};

/// Which figure the bars show.
enum class BarFigure : std::uint8_t { deployments, failure_rate, lead_time, restore_time };

struct BarStyle {
  int step = 0;  ///< From one bar to the next, in pixels.
  int height = 0;
  std::string folder = "weekly";  ///< Of the weeks' digests, within the site.
};

/// One bar for each week. The highest is as high as the picture; `current` is the week of the page.
WeekBars week_bars(const std::vector<WeekKeys>& weeks, BarFigure figure, model::Period current,
                   const BarStyle& style);

/// `root` is the path from the page to the site's folder.
templating::Record values_of(const WeekBars& bars, const char* root);

/// `week 47`
std::string short_week_name(model::Period week);

}  // namespace dora::pages
