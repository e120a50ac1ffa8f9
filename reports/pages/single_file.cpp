// A week's digest as one HTML file with its style and pictures embedded, for mail.
#include "reports/pages/single_file.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "collector/base/files/sha256.h"
#include "collector/base/text/base64.h"
#include "reports/inputs/picture_file.h"
#include "reports/pages/week_values.h"

namespace dora::pages {
namespace {

SingleFileChart with_picture(const inputs::ChartView& view, std::string name) {
  SingleFileChart chart{"", std::move(name), "", view, ""};
  if (view.shown) {
    chart.source =
        "data:image/png;base64," + text::base64(read_picture(view.sources.front()).bytes);
  }
  return chart;
}

/// The index of each service's chart in the file, by the service's page of the site.
using Places = std::map<std::string, std::size_t>;

Places add_charts(const inputs::SiteCharts& charts, SingleFile& file) {
  Places places;
  file.charts.push_back(with_picture(charts.combined, "All services together"));
  for (const WeekSection& section : file.week.sections) {
    for (const WeekRow& row : section.rows) {
      if (section.id == failed_section || !places.emplace(row.page, file.charts.size()).second) {
        continue;
      }
      SingleFileChart chart = with_picture(charts.services[row.service], row.name);
      chart.anchor = fmt::format("chart-{}", file.charts.size());
      chart.page = file.site_url.empty() ? "" : file.site_url + row.page;
      file.charts.push_back(std::move(chart));
    }
  }
  return places;
}

/// The target of a name: its page of the site, else its chart in the file, else none.
void link_names(const Places& places, SingleFile& file) {
  const auto link = [&](std::string& page) {
    const auto place = places.find(page);
    if (!file.site_url.empty()) {
      page.insert(0, file.site_url);
    } else {
      page = place == places.end() ? "" : "#" + file.charts[place->second].anchor;
    }
  };
  for (WeekSection& section : file.week.sections) {
    for (std::vector<WeekRow>* rows : {&section.rows, &section.further}) {
      std::ranges::for_each(*rows, link, &WeekRow::page);
    }
  }
  for (CommentPart& part : file.week.comment.parts) {
    if (!part.page.empty()) {
      link(part.page);
    }
  }
}

templating::Record values_of(const SingleFileChart& chart) {
  return {{"anchor", {chart.anchor}},
          {"has_anchor", {!chart.anchor.empty()}},
          {"name", {chart.name}},
          {"page", {chart.page}},
          {"has_page", {!chart.page.empty()}},
          {"is_shown", {!chart.source.empty()}},
          {"is_light", {chart.view.on_light}},
          {"source", {chart.source}},
          {"width", {chart.view.width}},
          {"height", {chart.view.height}},
          {"alt", {chart.view.alt}},
          {"reason", {chart.view.reason}}};
}

/// CSS as a browser reads it from a style element, on which its hash depends: with plain newlines
/// (https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream), and unable
/// to end the element: in a string `\/` means `/`, and only in strings can `/` follow `<`.
std::string inside_style(std::string css) {
  for (std::size_t at = css.find('\r'); at != std::string::npos; at = css.find('\r', at)) {
    css.replace(at, css.compare(at, 2, "\r\n") == 0 ? 2 : 1, "\n");
  }
  for (std::size_t at = css.find("</"); at != std::string::npos; at = css.find("</", at)) {
    css.insert(at + 1, "\\");
  }
  return css;
}

}  // namespace

void add_week(const WeekPage& week, const inputs::SiteCharts& charts, SingleFile& file) {
  file.week = week;
  for (KeyFigure& figure : file.week.key_figures) {
    figure.bars = {};  // Their links would lead nowhere.
  }
  link_names(add_charts(charts, file), file);
}

templating::Record values_of(const SingleFile& file) {
  const std::string style = inside_style(file.style);
  templating::Record record = digest_values(file.week, "");
  record.push_back({"has_week", {!file.week.name.empty()}});
  record.push_back({"granularity", {std::string("week")}});
  record.push_back({"site_title", {file.title}});
  record.push_back({"project", {file.project}});
  record.push_back({"collected_at", {file.collected_at}});
  record.push_back({"site_url", {file.site_url}});
  record.push_back({"has_site", {!file.site_url.empty()}});
  record.push_back({"style", {templating::Markup{style}}});
  record.push_back({"style_hash", {"sha256-" + text::base64(files::sha256_bytes(style))}});
  record.push_back({"charts", templating::list_by(file.charts, [](const SingleFileChart& chart) {
                      return values_of(chart);
                    })});
  return record;
}

}  // namespace dora::pages
