// Writes the gnuplot script of a chart, as a pure function.
#include "renderer/script/gnuplot_script.h"

#include "renderer/layout/chart_drawing.h"
#include "renderer/script/drawing_script.h"
#include "renderer/script/script_writer.h"

namespace dora::script {

std::string GnuplotScript::writing(std::string_view file) const {
  const std::string_view whole = text;
  return fmt::format("{}set output {}\n{}", whole.substr(0, output_at), quoted(file),
                     whole.substr(output_at));
}

GnuplotScript gnuplot_script(const chart::AnyChart& chart, const chart::PictureStyle& style) {
  ScriptWriter script{style};
  script.text.reserve(8192);
  put_drawing(script, layout::drawing_of(chart, {style.size}));
  script.line("unset output");
  return {fmt::to_string(script.text), script.output_at};
}

}  // namespace dora::script
