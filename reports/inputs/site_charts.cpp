// Assigns charts to pages, and placeholders where a chart is missing.
#include "reports/inputs/site_charts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "collector/base/text/printable.h"
#include "renderer/chart/chart_name.h"

namespace dora::inputs {
namespace {

/// An entry and the folder of its files; without an entry the chart was not rendered.
struct Found {
  const std::filesystem::path* folder = nullptr;
  const chart::ChartEntry* entry = nullptr;
};

/// By kind and service, which is borrowed.
using Index = std::map<std::pair<chart::Kind, std::string_view>, Found>;

Index index_of(const std::vector<IndexedCharts>& folders) {
  Index index;
  for (const IndexedCharts& indexed : folders) {
    for (const chart::ChartEntry& entry : indexed.index.charts) {
      index.emplace(std::pair(entry.kind, std::string_view(entry.service)),
                    Found{&indexed.folder, &entry});
    }
  }
  return index;
}

ChartView without_data() {
  ChartView view;
  view.has_data = false;
  return view;
}

ChartView absent(SiteCharts& charts, std::string_view whose, const char* reason) {
  charts.missing.push_back(text::printable(whose));
  ChartView view;
  view.reason = reason;
  return view;
}

/// The theme of the main picture, judging by its name; nullopt if the renderer did not name it.
std::optional<chart::Theme> theme_of(const chart::ChartEntry& entry, const std::string& stem) {
  for (const chart::Theme theme : {chart::Theme::light, chart::Theme::dark}) {
    if (entry.file == chart::picture_file(stem, theme, chart::PictureFormat::png)) {
      return theme;
    }
  }
  return std::nullopt;
}

/// A chart's other pictures; nullptr if there is none.
struct Variants {
  const chart::ChartVariant* svg = nullptr;
  const chart::ChartVariant* dark = nullptr;
};

/// Returns nullopt if the renderer did not name one of them.
std::optional<Variants> variants_of(const chart::ChartEntry& entry, const std::string& stem) {
  Variants variants;
  for (const chart::ChartVariant& variant : entry.variants) {
    if (variant.file != chart::picture_file(stem, variant.theme, variant.format)) {
      return std::nullopt;
    }
    if (variant.format == chart::PictureFormat::svg) {
      variants.svg = &variant;
    } else if (variant.theme == chart::Theme::dark) {
      variants.dark = &variant;
    }
  }
  return variants;
}

/// The one place that decides which pictures a site has. Pages show the SVG if there is one. The
/// PNG is for those who want to pass a chart on: of times and tiers, nobody does, and they are half
/// of all charts.
bool needs_png(chart::Kind kind, const Variants& variants) {
  return variants.svg == nullptr || (kind != chart::Kind::times && kind != chart::Kind::tiers);
}

/// Returns false if a file of the chart is missing or was not made by the renderer.
bool add_files(const Found& found, const std::string& stem, ChartView& view) {
  const chart::ChartEntry& entry = *found.entry;
  const auto theme = theme_of(entry, stem);
  const auto variants = variants_of(entry, stem);
  if (!theme || !variants) {
    return false;
  }
  const auto add = [&](const std::string& file, const std::string& sha256) {
    view.sources.push_back({(*found.folder / file).string(), sha256});
    return file;
  };
  if (needs_png(entry.kind, *variants)) {
    view.file = add(entry.file, entry.sha256);
    view.on_light = *theme == chart::Theme::light;
  }
  if (variants->svg != nullptr) {
    view.svg_file = add(variants->svg->file, variants->svg->sha256);
    view.svg_size = variants->svg->size;
    view.svg_narrow = variants->svg->narrow;
  } else if (variants->dark != nullptr) {
    view.dark_file = add(variants->dark->file, variants->dark->sha256);
  }
  std::error_code error;
  return std::ranges::all_of(view.sources, [&](const ChartSource& source) {
    return std::filesystem::exists(std::filesystem::symlink_status(source.file, error));
  });
}

ChartView view_of(const Found& found, const std::string& stem, std::string_view whose,
                  SiteCharts& charts) {
  if (found.entry == nullptr) {
    return absent(charts, whose, "it was not rendered");
  }
  ChartView view;
  if (found.entry->status == chart::Status::failed) {
    ++charts.failed;
    view.reason = text::printable(found.entry->reason);
    return view;
  }
  if (!add_files(found, stem, view)) {
    return absent(charts, whose, "its file is missing");
  }
  view.shown = true;
  view.scale = found.entry->scale;
  view.width = std::to_string(found.entry->width);
  view.height = std::to_string(found.entry->height);
  view.alt = text::printable(found.entry->alt);
  return view;
}

/// Rows lead to the pages of their services: none, unless all of them have one.
void add_rows(const Index& index, chart::Kind kind, const model::Summary& summary,
              ChartView& view) {
  const auto found = index.find({kind, ""});
  if (view.svg_file.empty() || !found->second.entry->rows) {
    return;
  }
  const chart::ChartRows& rows = *found->second.entry->rows;
  const bool known = std::ranges::all_of(rows.services, [&](const std::string& service) {
    return std::ranges::find(summary.services, service, &model::ServiceSummary::service) !=
           summary.services.end();
  });
  if (known && rows.bottom <= view.svg_size.height) {
    view.rows = rows;
  }
}

}  // namespace

std::vector<ChartView*> all_charts(SiteCharts& charts) {
  std::vector<ChartView*> all{&charts.combined, &charts.heatmap, &charts.worst_heatmap,
                              &charts.lead_time, &charts.restore_time};
  for (std::vector<ChartView>* list : {&charts.services, &charts.times, &charts.tiers}) {
    std::ranges::transform(*list, std::back_inserter(all), [](ChartView& chart) { return &chart; });
  }
  return all;
}

SiteCharts site_charts(const std::vector<IndexedCharts>& folders, const model::Summary& summary) {
  SiteCharts charts;
  const Index index = index_of(folders);
  charts.has_details = !folders.front().index.deployments_sha256.empty();
  const auto view = [&](chart::Kind kind, const std::string& service, std::string_view whose) {
    const auto found = index.find({kind, service});
    const bool is_detail = kind != chart::Kind::combined && kind != chart::Kind::service;
    return is_detail && found == index.end()
               ? without_data()
               : view_of(found == index.end() ? Found() : found->second,
                         chart::chart_stem(kind, service), whose, charts);
  };
  charts.combined = view(chart::Kind::combined, "", "all services");
  charts.heatmap = view(chart::Kind::heatmap, "", "all services");
  charts.worst_heatmap = view(chart::Kind::worst_heatmap, "", "all services");
  add_rows(index, chart::Kind::heatmap, summary, charts.heatmap);
  add_rows(index, chart::Kind::worst_heatmap, summary, charts.worst_heatmap);
  charts.lead_time = view(chart::Kind::lead_time, "", "all services");
  charts.restore_time = view(chart::Kind::restore_time, "", "all services");
  charts.services.reserve(summary.services.size());
  if (charts.has_details) {
    charts.times.reserve(summary.services.size());
    charts.tiers.reserve(summary.services.size());
  }
  for (const model::ServiceSummary& service : summary.services) {
    const std::string& name = service.service;
    charts.services.push_back(view(chart::Kind::service, name, name));
    if (charts.has_details) {
      charts.times.push_back(view(chart::Kind::times, name, name));
      charts.tiers.push_back(view(chart::Kind::tiers, name, name));
    }
  }
  return charts;
}

}  // namespace dora::inputs
