// Writes the gnuplot script of a chart, as a pure function.
#include "renderer/script/gnuplot_script.h"

#include "renderer/layout/heatmap_drawing.h"
#include "renderer/layout/tiers_drawing.h"
#include "renderer/layout/times_drawing.h"
#include "renderer/script/deployments_script.h"
#include "renderer/script/drawing_script.h"
#include "renderer/script/script_writer.h"

namespace dora::script {
namespace {

/// One overload per kind of chart.
struct PutChart {
  ScriptWriter& script;

  void operator()(const chart::Chart& chart) const { put_deployments(script, chart); }

  template <class Drawn>
  void operator()(const Drawn& chart) const {
    put_drawing(script, layout::drawing_of(chart, script.style));
  }
};

}  // namespace

chart::PictureStyle style_for(const chart::AnyChart& chart, const chart::PictureStyle& style) {
  const auto* heatmap = std::get_if<chart::Heatmap>(&chart);
  return heatmap == nullptr ? style : layout::style_for(*heatmap, style);
}

std::string GnuplotScript::writing(std::string_view file) const {
  const std::string_view whole = text;
  return fmt::format("{}set output {}\n{}", whole.substr(0, output_at), quoted(file),
                     whole.substr(output_at));
}

GnuplotScript gnuplot_script(const chart::AnyChart& chart, const chart::PictureStyle& style) {
  ScriptWriter script{style};
  script.text.reserve(8192);
  std::visit(PutChart{script}, chart);
  script.line("unset output");
  return {fmt::to_string(script.text), script.output_at};
}

}  // namespace dora::script
