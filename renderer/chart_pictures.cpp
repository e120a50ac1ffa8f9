// A planned chart's pictures, their scripts and its key.
#include "renderer/chart_pictures.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "collector/base/files/sha256.h"
#include "renderer/chart/chart_name.h"
#include "renderer/layout/chart_drawing.h"
#include "renderer/layout/drawable_text.h"
#include "renderer/plan/marks.h"
#include "renderer/plan/overall_plan.h"
#include "renderer/plan/service_plan.h"
#include "renderer/script/gnuplot_script.h"
#include "renderer/svg/svg_picture.h"

namespace dora::renderer {

namespace {

plan::PlannedChart plan(const plan::ChartSource& source, const plan::Axis& axis,
                        plan::ChartRef chart) {
  switch (chart.kind) {
    case chart::Kind::heatmap:
    case chart::Kind::worst_heatmap:
      return plan_heatmap(chart.kind, source.summary, axis);
    case chart::Kind::lead_time:
    case chart::Kind::restore_time:
      return plan_overall_times(chart.kind, source.deployments.value().overall, axis);
    case chart::Kind::service:
      return plan_service(source.summary.services[chart.service], axis,
                          source.deployments ? source.deployments->services[chart.service].open
                                             : plan::OpenCounts());
    case chart::Kind::times:
      return plan_times(source.summary.services[chart.service].service,
                        source.deployments.value().services[chart.service].history, axis);
    case chart::Kind::tiers:
      return plan_tiers(source.summary.services[chart.service].service,
                        source.deployments.value().services[chart.service].tiers, axis,
                        source.tier_order);
    case chart::Kind::combined:
      break;
  }
  return plan_combined(source.summary, axis,
                       source.deployments ? source.deployments->open : plan::OpenCounts());
}

/// On the chart of all services only what concerns all of them.
std::vector<occasions::Occasion> occasions_of(const plan::ChartSource& source,
                                              plan::ChartRef chart) {
  if (source.occasions.empty() || chart.kind == chart::Kind::combined) {
    return occasions::occasions_of(source.occasions, "", {});
  }
  const std::string& service = source.summary.services[chart.service].service;
  const auto found =
      std::ranges::lower_bound(source.groups, service, {}, &model::ServiceGroups::service);
  const bool known = found != source.groups.end() && found->service == service;
  return occasions::occasions_of(source.occasions, service,
                                 known ? found->groups : std::vector<std::string>());
}

/// What every kind of chart says above its plots.
template <class Chart>
void fit_head(Chart& chart, const layout::CharacterSet& fonts, std::set<char32_t>& missing) {
  chart.title = drawable(chart.title, fonts, missing);
  chart.figures = drawable(chart.figures, fonts, missing);
  chart.credit.project = drawable(chart.credit.project, fonts, missing);
}

void fit(chart::Chart& chart, const layout::CharacterSet& fonts, std::set<char32_t>& missing) {
  fit_head(chart, fonts, missing);
  for (chart::Mark& mark : chart.marks) {
    mark.text = drawable(mark.text, fonts, missing);
  }
}

void fit(chart::TimeChart& chart, const layout::CharacterSet& fonts, std::set<char32_t>& missing) {
  fit_head(chart, fonts, missing);
}

void fit(chart::TierChart& chart, const layout::CharacterSet& fonts, std::set<char32_t>& missing) {
  fit_head(chart, fonts, missing);
  for (chart::TierPanel& panel : chart.panels) {
    panel.tier = drawable(panel.tier, fonts, missing);
  }
}

void fit(chart::Heatmap& chart, const layout::CharacterSet& fonts, std::set<char32_t>& missing) {
  fit_head(chart, fonts, missing);
  for (chart::HeatmapRow& row : chart.rows) {
    row.service = drawable(row.service, fonts, missing);
  }
}

/// Where the rows of a heatmap are in its SVG.
void place_rows(plan::PlannedChart& planned, chart::Size size) {
  if (const auto* heatmap = std::get_if<chart::Heatmap>(&planned.chart)) {
    const layout::Box rows = svg::wide_rows(*heatmap, size);
    planned.entry.rows->top = static_cast<int>(std::lround(rows.top));
    planned.entry.rows->bottom = static_cast<int>(std::lround(rows.bottom));
  }
}

}  // namespace

plan::PlannedChart plan_chart(const plan::ChartSource& source, const plan::Axis& axis,
                              plan::ChartRef chart,
                              const std::vector<chart::PictureStyle>& styles) {
  plan::PlannedChart planned = plan(source, axis, chart);
  add_marks(planned, axis, occasions_of(source, chart));
  std::visit([&](auto& drawn) { drawn.credit = source.credit; }, planned.chart);
  chart::ChartEntry& entry = planned.entry;
  for (const chart::PictureStyle& style : styles) {
    std::string file = chart::picture_file(planned.stem, style.theme, style.format);
    if (entry.file.empty()) {
      entry.file = std::move(file);
    } else {
      entry.variants.push_back({style.theme, style.format, std::move(file), ""});
    }
    if (style.format == chart::PictureFormat::svg) {
      entry.variants.back().size = svg::wide_size(planned.chart, style.size);
      entry.variants.back().narrow = svg::narrow_size(planned.chart);
      place_rows(planned, style.size);
    }
  }
  if (entry.rows && entry.rows->bottom == entry.rows->top) {
    entry.rows.reset();  // There is no SVG, or no service.
  }
  const chart::PictureStyle main = style_for(planned, styles.front());
  entry.width = main.size.width;
  entry.height = main.size.height;
  entry.scale = main.scale;
  return planned;
}

void fit_to_fonts(plan::PlannedChart& planned, const layout::CharacterSet& fonts,
                  std::set<char32_t>& missing) {
  chart::AnyChart fitted = planned.chart;
  std::set<char32_t> own;
  std::visit([&](auto& chart) { fit(chart, fonts, own); }, fitted);
  if (!own.empty()) {
    planned.png_chart = std::move(fitted);
    missing.merge(own);
  }
}

std::vector<std::string> picture_files(const chart::ChartEntry& entry) {
  std::vector<std::string> files{entry.file};
  for (const chart::ChartVariant& variant : entry.variants) {
    files.push_back(variant.file);
  }
  return files;
}

std::optional<std::size_t> recoloured_from(const plan::PlannedChart& planned,
                                           const DrawingSetup& setup, std::size_t number) {
  return std::holds_alternative<chart::Heatmap>(planned.chart)
             ? std::nullopt
             : same_but_for_colours(setup, number);
}

chart::PictureStyle style_for(const plan::PlannedChart& planned, chart::PictureStyle style) {
  style.size = layout::frame_for(planned.chart, {style.size}).size;
  return style;
}

png::PictureTexts texts_of(const plan::PlannedChart& planned) {
  return std::visit(
      [&](const auto& chart) {
        return png::PictureTexts{{"Title", chart.title},
                                 {"Description", planned.entry.alt},
                                 {"Source", chart.credit.project},
                                 {"Creation Time", chart.credit.collected}};
      },
      planned.chart);
}

std::string svg_of(const plan::PlannedChart& planned, chart::Size size) {
  return svg::svg_picture(planned.chart, size, planned.entry.alt);
}

script::GnuplotScript script_of(const plan::PlannedChart& planned,
                                const chart::PictureStyle& style) {
  return script::gnuplot_script(planned.png_chart ? *planned.png_chart : planned.chart,
                                style_for(planned, style));
}

Scripts scripts_of(const plan::PlannedChart& planned, const DrawingSetup& setup) {
  Scripts scripts(setup.styles.size());
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    if (setup.styles[i].format == chart::PictureFormat::png &&
        !recoloured_from(planned, setup, i)) {
      scripts[i] = script_of(planned, setup.styles[i]);
    }
  }
  return scripts;
}

std::string hash_of(const plan::PlannedChart& planned, const Scripts& scripts) {
  const std::vector<std::string> files = picture_files(planned.entry);
  std::string text;
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    text += scripts[i] ? scripts[i]->writing(files[i]) : "";
  }
  // An SVG shows what the script of the PNG shows, and says these.
  text += planned.entry.alt;
  text += planned.png_chart ? svg_of(planned, chart::Size()) : "";
  return files::sha256(text);
}

std::string chart_key(const std::string& shared_hash, const std::string& script) {
  return files::sha256(shared_hash + script);
}

}  // namespace dora::renderer
