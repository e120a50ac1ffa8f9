// Which pictures a planned chart has, their scripts and the key of it all; starts nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "renderer/chart_memory.h"
#include "renderer/chart_plan.h"
#include "renderer/drawing_setup.h"

namespace dora::renderer {

/// Chart number 0 is the combined one, number n + 1 that of the summary's service n. The entry
/// names its pictures, in the order of `styles`, and their size.
PlannedChart plan_chart(const model::Summary& summary, const Axis& axis, std::size_t number,
                        const std::vector<PictureStyle>& styles);

/// The main picture's file, then those of the variants.
std::vector<std::string> picture_files(const chart::ChartEntry& entry);

/// The number of the style whose picture, with other colours, is the picture of style `number`;
/// nothing when that one must be drawn.
std::optional<std::size_t> same_but_for_colours(const std::vector<PictureStyle>& styles,
                                                std::size_t number);

/// SHA-256 of all scripts that draw the chart's pictures.
std::string script_hash(const PlannedChart& planned, const std::vector<PictureStyle>& styles);

/// Of everything that the pictures are made from.
std::string chart_key(const std::string& shared_hash, const std::string& script);

}  // namespace dora::renderer
