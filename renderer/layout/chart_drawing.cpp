// Lays out any chart: the one way from what a chart says to shapes and texts.
#include "renderer/layout/chart_drawing.h"

#include "renderer/layout/deployments_drawing.h"
#include "renderer/layout/heatmap_drawing.h"
#include "renderer/layout/tiers_drawing.h"
#include "renderer/layout/times_drawing.h"

namespace dora::layout {

Frame frame_for(const chart::AnyChart& chart, Frame frame) {
  if (const auto* heatmap = std::get_if<chart::Heatmap>(&chart)) {
    frame.size = size_for(*heatmap, frame);
  }
  return frame;
}

Canvas drawing_of(const chart::AnyChart& chart, const Frame& frame) {
  return std::visit([&](const auto& drawn) { return drawing_of(drawn, frame); }, chart);
}

}  // namespace dora::layout
