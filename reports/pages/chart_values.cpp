// Template values of a chart.
#include "reports/pages/chart_values.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "reports/pages/service_page.h"

namespace dora::pages {
namespace {

/// A value for `srcset` (https://html.spec.whatwg.org/multipage/images.html#srcset-attributes).
std::string source_set(const std::string& file, int scale) {
  return scale == 1 ? file : fmt::format("{} {}x", file, scale);
}

/// A link over each row of a heatmap.
templating::Value row_links(const inputs::ChartView& chart, const std::string& root) {
  const chart::ChartRows rows = chart.rows.value_or(chart::ChartRows());
  const double height = static_cast<double>(rows.bottom - rows.top) /
                        static_cast<double>(std::max<std::size_t>(rows.services.size(), 1));
  templating::List list;
  for (const std::string& service : rows.services) {
    const double y = rows.top + height * static_cast<double>(list.size());
    list.push_back({templating::Record{{"row_page", {root + service_file(service, "html")}},
                                       {"row_name", {text::printable(service)}},
                                       {"row_y", {fmt::format("{:.1f}", y)}},
                                       {"row_width", {std::to_string(chart.svg_size.width)}},
                                       {"row_height", {fmt::format("{:.1f}", height)}}}});
  }
  return {std::move(list)};
}

}  // namespace

templating::Record values_of(const inputs::ChartView& chart, const std::string& root) {
  const std::string folder = root + "charts/";
  return {{"chart_has_rows", {chart.rows.has_value()}},
          {"chart_rows", row_links(chart, root)},
          {"chart_shown", {chart.shown}},
          {"chart_has_data", {chart.has_data}},
          {"chart_has_png", {!chart.file.empty()}},
          {"chart_src", {folder + chart.file}},
          {"chart_is_dense", {chart.scale > 1}},
          {"chart_srcset", {source_set(folder + chart.file, chart.scale)}},
          {"chart_has_dark", {!chart.dark_file.empty()}},
          {"chart_dark_srcset", {source_set(folder + chart.dark_file, chart.scale)}},
          {"chart_always_light", {chart.on_light && chart.dark_file.empty()}},
          {"chart_has_svg", {!chart.svg_file.empty()}},
          {"chart_svg", {folder + chart.svg_file}},
          {"chart_svg_width", {std::to_string(chart.svg_size.width)}},
          {"chart_svg_height", {std::to_string(chart.svg_size.height)}},
          {"chart_narrow_width", {std::to_string(chart.svg_narrow.width)}},
          {"chart_narrow_height", {std::to_string(chart.svg_narrow.height)}},
          {"chart_width", {chart.width}},
          {"chart_height", {chart.height}},
          {"chart_alt", {chart.alt}},
          {"chart_reason", {chart.reason}}};
}

}  // namespace dora::pages
