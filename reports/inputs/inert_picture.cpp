// Checks that a picture is only a picture: a PNG, or an SVG without scripts and links.
#include "reports/inputs/inert_picture.h"

#include <algorithm>
#include <array>
#include <optional>

namespace dora::inputs {
namespace {

constexpr std::array<std::string_view, 21> elements{
    "circle", "clipPath", "defs",           "desc",  "ellipse", "feComposite", "feFlood",  "filter",
    "g",      "line",     "linearGradient", "path",  "pattern", "polygon",     "polyline", "rect",
    "stop",   "svg",      "text",           "title", "tspan"};

constexpr std::array<std::string_view, 31> attributes{
    "class",  "color", "cx",     "cy", "d",   "dx",        "dy",      "encoding",
    "height", "href",  "id",     "in", "in2", "offset",    "opacity", "operator",
    "points", "r",     "result", "rx", "ry",  "transform", "version", "viewBox",
    "width",  "x",     "x1",     "x2", "y",   "y1",        "y2"};

/// Prefixes of many attributes, such as `stroke-width`.
constexpr std::array<std::string_view, 11> attribute_families{"fill",  "filter", "flood-", "font-",
                                                              "clip",  "shape-", "stop-",  "stroke",
                                                              "text-", "xlink:", "xmlns"};

/// Not `style`, which can load files, nor anything that runs a script.
bool is_known_attribute(std::string_view name) {
  return std::ranges::find(attributes, name) != attributes.end() ||
         std::ranges::any_of(attribute_families,
                             [&](std::string_view each) { return name.starts_with(each); });
}

bool is_inside(std::string_view reference) {
  return reference.starts_with('#');
}

/// Functions that an attribute's value may call. Others load files (`image`, `src`), and CSS also
/// accepts `URL` and `u\72l` for `url`.
constexpr std::array<std::string_view, 5> functions{"matrix", "rgb", "rotate", "scale",
                                                    "translate"};

/// `before` and `after` the opening parenthesis: `url(#textbox)` is a part of the same file.
bool is_known_call(std::string_view before, std::string_view after) {
  return (before.ends_with("url") && is_inside(after)) ||
         std::ranges::any_of(functions,
                             [&](std::string_view each) { return before.ends_with(each); });
}

bool loads_nothing(std::string_view value) {
  // A single character is found many times faster in the long values of paths.
  for (std::size_t at = value.find('('); at != std::string_view::npos;
       at = value.find('(', at + 1)) {
    if (!is_known_call(value.substr(0, at), value.substr(at + 1))) {
      return false;
    }
  }
  // `&#117;rl(...)` means the same; gnuplot itself writes commas that way.
  for (std::size_t at = value.find('&'); at != std::string_view::npos;
       at = value.find('&', at + 1)) {
    if (!value.substr(at).starts_with("&#44;")) {
      return false;
    }
  }
  return true;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool ends_name(char c) {
  return is_space(c) || c == '=' || c == '/' || c == '>' || c == '<' || c == '"' || c == '\'';
}

void skip_space(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_space);
  text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
}

std::string_view take_name(std::string_view& text) {
  const auto end = std::find_if(text.begin(), text.end(), ends_name);
  const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(name.size());
  return name;
}

/// Takes `name="value"`; returns false if it is written differently or no picture needs it.
bool take_attribute(std::string_view& text) {
  const std::string_view name = take_name(text);
  skip_space(text);
  if (name.empty() || !text.starts_with('=')) {
    return false;
  }
  text.remove_prefix(1);
  skip_space(text);
  if (text.empty() || (text.front() != '"' && text.front() != '\'')) {
    return false;
  }
  const std::size_t end = text.find(text.front(), 1);
  if (end == std::string_view::npos) {
    return false;
  }
  const std::string_view value = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  const bool is_reference = name == "href" || name.ends_with(":href");
  return is_known_attribute(name) && loads_nothing(value) && (!is_reference || is_inside(value));
}

/// Takes what follows `<`, up to `>`.
bool take_tag(std::string_view& text) {
  const bool closes = text.starts_with('/');
  text.remove_prefix(closes ? 1 : 0);
  const std::string_view name = take_name(text);
  if (name != "use" && std::ranges::find(elements, name) == elements.end()) {
    return false;
  }
  for (skip_space(text); !text.empty(); skip_space(text)) {
    if (text.starts_with('>')) {
      return true;
    }
    if (text.starts_with("/>")) {
      text.remove_prefix(1);
    } else if (closes || !take_attribute(text)) {
      return false;
    }
  }
  return false;
}

/// Returns what follows the XML declaration; nullopt without one.
std::optional<std::string_view> without_declaration(std::string_view text) {
  const std::size_t end = text.find("?>");
  return text.starts_with("<?xml ") && end != std::string_view::npos
             ? std::optional(text.substr(end + 2))
             : std::nullopt;
}

}  // namespace

bool is_png(std::string_view bytes) {
  return bytes.starts_with("\x89PNG\r\n\x1a\n");
}

bool is_inert_svg(std::string_view bytes) {
  const auto content = without_declaration(bytes);
  if (!content) {
    return false;
  }
  std::string_view rest = *content;
  for (std::size_t at = rest.find('<'); at != std::string_view::npos; at = rest.find('<')) {
    rest.remove_prefix(at + 1);
    if (!take_tag(rest)) {
      return false;  // Includes `<!DOCTYPE`, `<!--` and `<?xml-stylesheet`.
    }
  }
  return true;
}

}  // namespace dora::inputs
