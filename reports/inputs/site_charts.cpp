// Assigns charts to pages, and placeholders where a chart is missing.
#include "reports/inputs/site_charts.h"

#include <algorithm>
#include <iterator>
#include <map>
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

/// Returns false if a file of the chart is missing or was not made by the renderer.
bool add_files(const Found& found, const std::string& stem, ChartView& view) {
  const auto theme = theme_of(*found.entry, stem);
  view.file = found.entry->file;
  view.on_light = theme == chart::Theme::light;
  view.sources = {{(*found.folder / view.file).string(), found.entry->sha256}};
  bool known = theme.has_value();
  for (const chart::ChartVariant& variant : found.entry->variants) {
    known = known && variant.file == chart::picture_file(stem, variant.theme, variant.format);
    if (variant.format == chart::PictureFormat::svg && variant.theme == theme) {
      view.svg_file = variant.file;
    } else if (variant.format == chart::PictureFormat::png && variant.theme == chart::Theme::dark) {
      view.dark_file = variant.file;
    }
    view.sources.push_back({(*found.folder / variant.file).string(), variant.sha256});
  }
  std::error_code error;
  return known && std::ranges::all_of(view.sources, [&](const ChartSource& source) {
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

}  // namespace

std::vector<ChartView*> all_charts(SiteCharts& charts) {
  std::vector<ChartView*> all{&charts.combined, &charts.heatmap, &charts.lead_time,
                              &charts.restore_time};
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
