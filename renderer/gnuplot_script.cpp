// Writes the gnuplot script of a chart; a pure function that starts nothing.
#include "renderer/gnuplot_script.h"

#include "renderer/deployments_script.h"
#include "renderer/script_writer.h"

namespace dora::renderer {

std::string gnuplot_script(const chart::Chart& chart, const PictureStyle& style,
                           std::string_view output) {
  ScriptWriter script{style};
  script.text.reserve(8192);
  put_deployments(script, chart, output);
  script.line("unset output");
  return fmt::to_string(script.text);
}

}  // namespace dora::renderer
