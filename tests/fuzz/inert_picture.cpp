// Fuzzes the check that an SVG is inert: no accepted one has what could run or load something.
#include "reports/inputs/inert_picture.h"

#include <string>
#include <string_view>

#include "tests/fuzz/fuzzing.h"

namespace {

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// What stands between `<` and `>`.
void require_inert_tag(std::string_view tag) {
  using dora::fuzz::require;
  constexpr std::string_view name_space = "xmlns=\"http://www.w3.org/2000/svg\"";
  for (const char* name :
       {"!", "?", "script", "a ", "image", "foreign", "animate", "set", "iframe"}) {
    require(!tag.starts_with(name));
  }
  for (std::size_t at = tag.find('='); at != std::string_view::npos; at = tag.find('=', at + 1)) {
    const std::string_view before = tag.substr(0, at);
    const std::string_view name = before.substr(before.rfind(' ') + 1);
    require(!name.starts_with("on") && name != "style" && name != "src");
  }
  for (const char* harm : {"xlink", "&", "\\", "url("}) {
    require(!has(tag, harm));
  }
  require(!has(tag, ":") || has(tag, name_space));
  require(!has(tag, "href=") || has(tag, " href=\"#"));
  require(!has(tag, "(") || has(tag, " transform=\"matrix("));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using dora::fuzz::require;
  const std::string text = dora::fuzz::text_of(data, size);
  if (!dora::inputs::is_inert_svg(text)) {
    return 0;
  }
  require(text.starts_with("<svg xmlns=") && text.ends_with("</svg>\n"));
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const std::string_view tag = std::string_view(text).substr(at + 1, text.find('>', at) - at - 1);
    require_inert_tag(tag);
    if (tag == "style") {
      const std::string_view css =
          std::string_view(text).substr(at + 7, text.find('<', at + 1) - at - 7);
      for (const char* harm : {"\\", "@import", "/", "*", "'", "\"", "&", "src("}) {
        require(!has(css, harm));
      }
    }
  }
  return 0;
}
