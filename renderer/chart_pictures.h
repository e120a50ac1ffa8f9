// A planned chart's pictures, their scripts and its key.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "renderer/drawing_setup.h"
#include "renderer/plan/chart_list.h"
#include "renderer/plan/chart_plan.h"
#include "renderer/png/picture_texts.h"
#include "renderer/script/gnuplot_script.h"

namespace dora::renderer {

/// The entry names the chart's pictures, in the order of `styles`, and their size.
plan::PlannedChart plan_chart(const plan::ChartSource& source, const plan::Axis& axis,
                              plan::ChartRef chart, const std::vector<chart::PictureStyle>& styles);

/// Sets the text that PNG pictures show instead of characters missing from `fonts`, and adds those
/// characters to `missing`. An SVG keeps them: it is drawn with the viewer's fonts.
void fit_to_fonts(plan::PlannedChart& planned, const layout::CharacterSet& fonts,
                  std::set<char32_t>& missing);

/// `style` with this chart's own size.
chart::PictureStyle style_for(const plan::PlannedChart& planned, chart::PictureStyle style);

/// The main picture's file, then those of its variants.
std::vector<std::string> picture_files(const chart::ChartEntry& entry);

/// Returns the number of the style whose picture of this chart, recoloured, is that of style
/// `number`; nullopt if that one must be drawn (a heatmap's colours are not roles of the theme).
std::optional<std::size_t> recoloured_from(const plan::PlannedChart& planned,
                                           const DrawingSetup& setup, std::size_t number);

/// What a PNG file says of itself. Borrows from `planned`.
png::PictureTexts texts_of(const plan::PlannedChart& planned);

/// The chart's picture as an SVG of this size.
std::string svg_of(const plan::PlannedChart& planned, chart::Size size);

/// The script of the chart's picture in this style, which is a PNG.
script::GnuplotScript script_of(const plan::PlannedChart& planned,
                                const chart::PictureStyle& style);

/// One for each style; none for an SVG, nor where the picture is recoloured_from() another one.
using Scripts = std::vector<std::optional<script::GnuplotScript>>;
Scripts scripts_of(const plan::PlannedChart& planned, const DrawingSetup& setup);

/// SHA-256 of all that the chart's pictures are drawn from.
std::string hash_of(const plan::PlannedChart& planned, const Scripts& scripts);

/// Hash of everything that the pictures are made from.
std::string chart_key(const std::string& shared_hash, const std::string& script);

}  // namespace dora::renderer
