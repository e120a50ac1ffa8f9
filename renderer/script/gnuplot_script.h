// Writes the gnuplot script of a chart, as a pure function.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"

namespace dora::script {

/// A script that lacks the name of the file that it writes.
struct GnuplotScript {
  std::string text;
  std::size_t output_at = 0;  ///< Where in `text` the line belongs that names the file.

  /// The whole script. `file` is a name in the folder that gnuplot runs in.
  std::string writing(std::string_view file) const;
};

/// `style.size` is that of layout::frame_for(). The script depends on its arguments only, and what
/// it draws on nothing that was drawn before. No text of others is code in it: script_writer.h says
/// how.
GnuplotScript gnuplot_script(const chart::AnyChart& chart, const chart::PictureStyle& style);

}  // namespace dora::script
