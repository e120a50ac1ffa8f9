// Checks that a picture is only a picture: a PNG, or an SVG without scripts and links.
#include "reports/inputs/inert_picture.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dora::inputs {
namespace {

constexpr std::string_view svg_namespace = "http://www.w3.org/2000/svg";
constexpr std::string_view first_tag = "<svg xmlns=\"http://www.w3.org/2000/svg\">";
constexpr std::string_view style_name = "style";

/// An element and its attributes, with a blank behind each. Only what takes no time to draw again
/// has an id: references to groups of references would be drawn without end.
struct Element {
  std::string_view name;
  std::string_view attributes;
};

constexpr std::array<Element, 11> elements{{{"svg", "xmlns class viewBox font-size "},
                                            {"title", ""},
                                            {"desc", ""},
                                            {style_name, ""},
                                            {"marker", "id viewBox markerWidth markerHeight "},
                                            {"circle", "class stroke-width cx cy r "},
                                            {"path", "id class stroke-width d "},
                                            {"use", "href "},
                                            {"g", "transform "},
                                            {"text", "class font-size x y "},
                                            {"tspan", "x y "}}};

constexpr bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Without quotes, `&`, `(`, `:` and `\`, a value can neither load a file nor disguise that it
/// does.
bool is_plain(std::string_view value) {
  return std::ranges::all_of(value, [](char c) {
    return is_letter_or_digit(c) || c == ' ' || c == '.' || c == '-' || c == '+';
  });
}

/// `matrix(1 0 0 1 5 5)`
bool is_matrix(std::string_view value) {
  constexpr std::string_view begin = "matrix(";
  return value.starts_with(begin) && value.ends_with(')') &&
         is_plain(value.substr(begin.size(), value.size() - begin.size() - 1));
}

bool is_known_value(std::string_view name, std::string_view value) {
  if (name == "xmlns") {
    return value == svg_namespace;
  }
  if (name == "href") {
    return value.starts_with('#') && is_plain(value.substr(1));
  }
  return name == "transform" ? is_matrix(value) : is_plain(value);
}

/// Of text, `&` and `<` are written as entities; no others exist without a document type.
bool is_text(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view entity = text.substr(at);
    if (!entity.starts_with("&amp;") && !entity.starts_with("&lt;") &&
        !entity.starts_with("&gt;")) {
      return false;
    }
  }
  return true;
}

/// What may stand before a parenthesis in a style: `marker:url(#d)` refers to the file itself, and
/// a media query has a name and a value. All other functions, `@import` and strings are refused,
/// and so is `u\72l`, which means `url`.
bool is_known_call(std::string_view before, std::string_view inside) {
  return before.ends_with("@media") || (before.ends_with("url") && inside.starts_with('#'));
}

bool is_style(std::string_view css) {
  for (std::size_t i = 0; i < css.size(); ++i) {
    const std::string_view rest = css.substr(i);
    const bool known = is_plain(rest.substr(0, 1)) ||
                       std::string_view("{}:;,#)").find(css[i]) != std::string_view::npos ||
                       rest.starts_with("@media(") ||
                       (css[i] == '(' && is_known_call(css.substr(0, i), rest.substr(1)));
    if (!known) {
      return false;
    }
  }
  return true;
}

/// Reads tags from front to back, written as the renderer writes them: `<a b="c" d="e"/>`.
class SvgReader {
 public:
  explicit SvgReader(std::string_view text) : rest_(text) {}

  /// One element and what is in it, to the end of the text.
  bool take_document() {
    do {
      const std::string_view text = take_until('<');
      const bool in_style = !open_.empty() && open_.back() == style_name;
      const bool known = in_style ? is_style(text) && rest_.starts_with("</")
                                  : is_text(text) && (!open_.empty() || text.empty());
      if (!known || !take("<") || !(take("/") ? take_end() : take_begin())) {
        return false;
      }
    } while (!open_.empty());
    return rest_ == "\n";
  }

 private:
  bool take(std::string_view expected) {
    const bool found = rest_.starts_with(expected);
    rest_.remove_prefix(found ? expected.size() : 0);
    return found;
  }

  std::string_view take_until(char end) {
    const std::string_view taken = rest_.substr(0, rest_.find(end));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view take_name() {
    const auto* const end =
        std::ranges::find_if_not(rest_, [](char c) { return is_letter_or_digit(c) || c == '-'; });
    const std::string_view name = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(name.size());
    return name;
  }

  bool take_end() {
    if (open_.empty() || !take(open_.back()) || !take(">")) {
      return false;
    }
    open_.pop_back();
    return true;
  }

  /// Not `<!DOCTYPE`, `<!--` and `<?xml-stylesheet`: they have no name.
  bool take_begin() {
    const auto* const element = std::ranges::find(elements, take_name(), &Element::name);
    if (element == elements.end()) {
      return false;
    }
    while (take(" ")) {
      if (!take_attribute(*element)) {
        return false;
      }
    }
    if (take("/>")) {
      return true;
    }
    open_.push_back(element->name);
    return take(">");
  }

  bool take_attribute(const Element& element) {
    const std::string_view name = take_name();
    if (name.empty() || !take("=\"") || !has(element, name)) {
      return false;
    }
    const std::string_view value = take_until('"');
    return take("\"") && is_known_value(name, value);
  }

  static bool has(const Element& element, std::string_view name) {
    std::string_view names = element.attributes;
    while (!names.empty()) {
      const std::size_t end = names.find(' ');
      if (names.substr(0, end) == name) {
        return true;
      }
      names.remove_prefix(end + 1);
    }
    return false;
  }

  std::string_view rest_;
  std::vector<std::string_view> open_;
};

}  // namespace

bool is_png(std::string_view bytes) {
  return bytes.starts_with("\x89PNG\r\n\x1a\n");
}

bool is_inert_svg(std::string_view bytes) {
  return bytes.starts_with(first_tag) && SvgReader(bytes).take_document();
}

}  // namespace dora::inputs
