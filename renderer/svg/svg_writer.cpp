// Writes drawings as SVG, in few bytes: https://www.w3.org/TR/SVG2/
#include "renderer/svg/svg_writer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>

#include "renderer/svg/pen.h"
#include "renderer/svg/stretch.h"

namespace dora::svg {
namespace {

/// From the middle line of a text to its base line, in ems.
constexpr double baseline = 0.36;

template <class... Arguments>
void put(fmt::memory_buffer& text, fmt::format_string<Arguments...> format,
         Arguments&&... arguments) {
  fmt::format_to(fmt::appender(text), format, std::forward<Arguments>(arguments)...);
}

/// The width that all boxes share; nullopt if they differ.
std::optional<double> common_width(const std::vector<layout::Box>& boxes) {
  const double width = boxes.front().right - boxes.front().left;
  const bool same = std::ranges::all_of(boxes, [width](const layout::Box& box) {
    return std::abs(box.right - box.left - width) < 0.01;
  });
  return same ? std::optional(width) : std::nullopt;
}

/// There is one role more than capitals.
char letter_of(chart::Role role) {
  const int place = static_cast<int>(role);
  return place < 26 ? static_cast<char>('A' + place) : 'a';
}

std::vector<layout::Point> corners_of(const std::vector<layout::Box>& boxes) {
  std::vector<layout::Point> points;
  for (const layout::Box& box : boxes) {
    points.push_back({box.left, box.bottom});
    points.push_back({box.right, box.top});
  }
  return points;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  }
  return result;
}

/// Writes each kind of shape.
class SvgWriter::ShapeWriter {
 public:
  ShapeWriter(SvgWriter& svg, const layout::Canvas& canvas) : svg_(svg), pen_(canvas) {}

  /// Bars of one width are strokes as thick as they are: half as many bytes.
  void operator()(const layout::Boxes& boxes) {
    if (boxes.boxes.empty()) {
      return;
    }
    const auto width = common_width(boxes.boxes);
    const std::vector<layout::Point> corners = corners_of(boxes.boxes);
    if (svg_.add_reference(boxes.role, corners)) {
      return;
    }
    std::string path;
    for (const layout::Box& box : boxes.boxes) {
      const double middle = (box.left + box.right) / 2;
      path += width ? pen_.path({{middle, box.bottom}, {middle, box.top}})
                    : pen_.path({{box.left, box.bottom},
                                 {box.right, box.bottom},
                                 {box.right, box.top},
                                 {box.left, box.top}}) +
                          "z";
    }
    put_shared(boxes.role, corners, width ? "" : " f", width ? pen_.rounded(*width) : 1, path);
  }

  void operator()(const layout::Areas& areas) {
    std::string path;
    std::vector<layout::Point> points;
    for (const std::vector<layout::Point>& outline : areas.outlines) {
      path += pen_.path(outline) + "z";
      points.insert(points.end(), outline.begin(), outline.end());
    }
    if (!path.empty() && !svg_.add_reference(areas.role, points)) {
      put_shared(areas.role, points, " f", 1, path);
    }
  }

  void operator()(const layout::Strokes& strokes) {
    const bool thin = strokes.width == 1 && strokes.dot_radius == 0;
    std::string path;
    for (const std::vector<layout::Point>& line : strokes.lines) {
      path += (thin ? Pen() : pen_).path(line);
    }
    if (strokes.dot_radius > 0) {
      svg_.marker_ = marker_of(svg_.color(strokes.role), strokes.dot_radius / strokes.width);
    }
    put_path("", strokes.role,
             strokes.dot_radius > 0 ? " d"
             : thin                 ? " x"
                                    : "",
             strokes.width, path);
  }

  void operator()(const layout::Rings& rings) {
    svg_.set_transform("");
    for (const layout::Point& point : rings.points) {
      put(svg_.body_, "<circle class=\"{}\" stroke-width=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
          svg_.color(rings.role), number(rings.width), number(pen_.rounded(point.x)),
          number(pen_.rounded(point.y)), number(rings.radius));
    }
  }

 private:
  /// Grows with the width of the line.
  static std::string marker_of(char color, double radius) {
    return fmt::format(
        "<marker id=\"d\" viewBox=\"-2-2 4 4\" markerWidth=\"4\" markerHeight=\"4\">"
        "<circle class=\"{} f\" r=\"{}\"/></marker>",
        color, number(radius));
  }

  /// A shape that later layouts may refer to.
  void put_shared(chart::Role role, const std::vector<layout::Point>& points, const char* more,
                  double width, const std::string& path) {
    std::string id;
    if (svg_.layouts_ == 1) {
      id = fmt::format("s{}", svg_.shared_.size());
      svg_.shared_.push_back({id, role, points});
    }
    put_path(id, role, more, width, path);
  }

  void put_path(const std::string& id, chart::Role role, const char* more, double width,
                const std::string& path) {
    if (path.empty()) {
      return;
    }
    svg_.set_transform("");
    put(svg_.body_, "<path{} class=\"{}{}\"{} d=\"{}\"/>",
        id.empty() ? "" : fmt::format(" id=\"{}\"", id), svg_.color(role), more,
        width == 1 ? "" : fmt::format(" stroke-width=\"{}\"", number(width)), path);
  }

  SvgWriter& svg_;
  Pen pen_;
};

SvgWriter::SvgWriter(std::string_view title, std::string_view description)
    : title_(escaped(title)), description_(escaped(description)) {}

void SvgWriter::add(std::string_view name, const layout::Canvas& canvas) {
  ++layouts_;
  put(body_, "<svg class=\"{}\" viewBox=\"0 0 {} {}\" font-size=\"{}\">", name, canvas.size.width,
      canvas.size.height, number(canvas.font_points * layout::pixels_per_point));
  ShapeWriter writer(*this, canvas);
  for (const auto& shape : canvas.shapes) {
    std::visit(writer, shape);
  }
  set_transform("");
  add_texts(canvas);
  put(body_, "</svg>");
}

bool SvgWriter::add_reference(chart::Role role, const std::vector<layout::Point>& points) {
  for (const Shared& shape : shared_) {
    if (layouts_ == 1 || shape.role != role) {
      continue;
    }
    if (const auto stretch = stretch_between(shape.points, points)) {
      set_transform(stretch->transform());
      put(body_, "<use href=\"#{}\"/>", shape.id);
      return true;
    }
  }
  return false;
}

void SvgWriter::set_transform(const std::string& transform) {
  if (transform == transform_) {
    return;
  }
  if (!transform_.empty()) {
    put(body_, "</g>");
  }
  if (!transform.empty()) {
    put(body_, "<g transform=\"{}\">", transform);
  }
  transform_ = transform;
}

/// Texts that look alike are one element: `<text><tspan x y>Jan</tspan>...`.
void SvgWriter::add_texts(const layout::Canvas& canvas) {
  using Look = std::tuple<chart::Role, bool, double, layout::Align>;
  std::map<Look, std::vector<const layout::DrawnText*>> alike;
  for (const layout::DrawnText& text : canvas.texts) {
    alike[{text.role, text.bold, text.points, text.align}].push_back(&text);
  }
  for (auto& [look, texts] : alike) {
    const auto& [role, bold, points, align] = look;
    const double font = points * layout::pixels_per_point;
    const auto line_of = [font](const layout::DrawnText* text) {
      return std::lround(text->at.y + baseline * font);
    };
    std::ranges::stable_sort(texts, {}, line_of);
    put(body_, "<text class=\"{}{}{}\"{}", color(role), bold ? " b" : "",
        align == layout::Align::center  ? " m"
        : align == layout::Align::right ? " e"
                                        : "",
        points == canvas.font_points ? "" : fmt::format(" font-size=\"{}\"", number(font)));
    if (texts.size() == 1) {
      put(body_, " x=\"{}\" y=\"{}\">{}</text>", std::lround(texts.front()->at.x),
          line_of(texts.front()), escaped(texts.front()->text));
      continue;
    }
    put(body_, ">");
    std::optional<long> line;  // A text without a y of its own stays on the line before.
    for (const layout::DrawnText* text : texts) {
      const long y = line_of(text);
      put(body_, "<tspan x=\"{}\"{}>{}</tspan>", std::lround(text->at.x),
          line == y ? "" : fmt::format(" y=\"{}\"", y), escaped(text->text));
      line = y;
    }
    put(body_, "</text>");
  }
}

char SvgWriter::color(chart::Role role) {
  used_.insert(role);
  return letter_of(role);
}

std::string SvgWriter::colors(chart::Theme theme) const {
  std::string rules;
  for (const chart::Role role : used_) {
    rules += fmt::format(".{}{{color:#{:06x}}}", letter_of(role), color_of(theme, role));
  }
  return rules;
}

std::string SvgWriter::style(int narrow) const {
  return fmt::format(
      "svg{{font-family:system-ui,sans-serif}}"
      "path,circle{{fill:none;stroke:currentColor}}text,.f{{fill:currentColor;stroke:none}}"
      ".x{{shape-rendering:crispEdges}}.d{{marker:url(#d)}}"
      ".b{{font-weight:700}}.m{{text-anchor:middle}}.e{{text-anchor:end}}{}"
      "@media(prefers-color-scheme:dark){{{}}}"
      ".n{{display:none}}@media(max-width:{}px){{.n{{display:inline}}.w{{display:none}}}}",
      colors(chart::Theme::light), colors(chart::Theme::dark), narrow);
}

std::string SvgWriter::finish(int narrow) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{}</title><desc>{}</desc>"
      "<style>{}</style>{}{}</svg>\n",
      title_, description_, style(narrow), marker_, std::string_view(body_.data(), body_.size()));
}

}  // namespace dora::svg
