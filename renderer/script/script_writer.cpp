// The building blocks of gnuplot scripts.
#include "renderer/script/script_writer.h"

namespace dora::script {

std::string ScriptWriter::rgb(chart::Role role) const {
  return fmt::format("#{:06X}", color_of(style.theme, role));
}

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' ? std::string("'.\"'\".'") : std::string(1, c);
  }
  return result + "'";
}

std::string font_of(double points, bool bold) {
  return fmt::format("font 'DejaVu Sans{},{:.2f}'", bold ? ":Bold" : "", points);
}

}  // namespace dora::script
