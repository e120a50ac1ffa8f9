// Which pictures a planned chart has, their scripts and the key of it all; starts nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "renderer/drawing_setup.h"
#include "renderer/plan/chart_list.h"
#include "renderer/plan/chart_plan.h"
#include "renderer/script/gnuplot_script.h"

namespace dora::renderer {

/// The entry names its pictures, in the order of `styles`, and their size.
plan::PlannedChart plan_chart(const plan::ChartSource& source, const plan::Axis& axis,
                              plan::ChartRef chart, const std::vector<chart::PictureStyle>& styles);

/// Sets what PNG pictures show instead of characters that are not in `fonts`, and adds those to
/// `missing`. An SVG keeps them: it is drawn with the fonts of whoever looks at it.
void fit_to_fonts(plan::PlannedChart& planned, const layout::CharacterSet& fonts,
                  std::set<char32_t>& missing);

/// The chart as a picture of this format shows it.
const chart::AnyChart& drawn_as(const plan::PlannedChart& planned, chart::PictureFormat format);

/// The main picture's file, then those of the variants.
std::vector<std::string> picture_files(const chart::ChartEntry& entry);

/// The number of the style whose picture of this chart, with other colours, is that of style
/// `number`; nothing when that one must be drawn: a heatmap's colours are no roles of the theme.
std::optional<std::size_t> recoloured_from(const plan::PlannedChart& planned,
                                           const DrawingSetup& setup, std::size_t number);

/// The script of the chart's picture in this style.
script::GnuplotScript script_of(const plan::PlannedChart& planned,
                                const chart::PictureStyle& style);

/// One for each style; none where the picture is recoloured_from() another one.
using Scripts = std::vector<std::optional<script::GnuplotScript>>;
Scripts scripts_of(const plan::PlannedChart& planned, const DrawingSetup& setup);

/// SHA-256 of all scripts that draw the chart's pictures.
std::string hash_of(const plan::PlannedChart& planned, const Scripts& scripts);

/// Of everything that the pictures are made from.
std::string chart_key(const std::string& shared_hash, const std::string& script);

}  // namespace dora::renderer
