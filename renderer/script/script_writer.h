// The building blocks of gnuplot scripts.
//
// Untrusted text occurs only in single-quoted strings, where gnuplot knows neither escapes nor
// backquotes; `noenhanced` switches its mark-up off. A single quote in it is joined on as a string
// of ours, 'it'."'".'s': gnuplot 5.4 mistakes a doubled quote at the beginning of a string, or
// after another one, for the end of the string, and would run what follows as commands. Control
// characters, which could end the line, do not get this far: whoever makes a chart writes them as
// visible escapes (base::printable).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "renderer/chart/picture.h"
#include "renderer/chart/theme.h"

namespace dora::script {

/// fmt writes straight into it; a growing string takes longer.
using ScriptText = fmt::memory_buffer;

template <class... Arguments>
void put(ScriptText& text, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  fmt::format_to(fmt::appender(text), format, std::forward<Arguments>(arguments)...);
}

inline std::string_view view(const ScriptText& text) {
  return {text.data(), text.size()};
}

/// What the parts of a script are written to.
struct ScriptWriter {
  const chart::PictureStyle& style;
  ScriptText text{};
  std::size_t output_at = 0;  ///< Where the line belongs that names the picture's file.

  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    put(text, format, std::forward<Arguments>(arguments)...);
    text.push_back('\n');
  }
  std::string rgb(chart::Role role) const;
};

/// `text` as a gnuplot string that is drawn literally; it may hold anything printable.
std::string quoted(std::string_view text);

/// `font 'DejaVu Sans:Bold,14.00'` and the like; sizes are in points.
std::string font_of(double points, bool bold);

}  // namespace dora::script
