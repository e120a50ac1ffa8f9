// What all charts of a run are drawn with: gnuplot, fonts, the pictures that each one has.
#include "renderer/drawing_setup.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "renderer/fonts.h"

namespace dora::renderer {
namespace {

constexpr const char* version_name = "gnuplot version";

std::string names_of(const std::vector<PictureStyle>& styles) {
  std::string names;
  for (const PictureStyle& style : styles) {
    names += fmt::format("{}{} {}", names.empty() ? "" : ", ", name_of(style.theme),
                         name_of(style.format));
  }
  return names;
}

}  // namespace

std::vector<PictureStyle> picture_styles(const RenderOptions& options) {
  std::vector<PictureStyle> styles;
  for (const PictureFormat format : {PictureFormat::png, PictureFormat::svg}) {
    for (const Theme theme : options.themes) {
      if (format == PictureFormat::png || options.svg) {
        styles.push_back({options.size, options.scale, theme, format});
      }
    }
  }
  return styles;
}

DrawingSetup drawing_setup(const RenderOptions& options, const ChartMemory& memory,
                           const base::Interrupt& interrupt) {
  DrawingSetup setup;
  const std::filesystem::path path = locate_gnuplot(options.gnuplot);
  if (const auto facts = memory.facts_of(path); facts && facts->size() == 1) {
    setup.gnuplot = {path, facts->front().value};
  } else {
    setup.gnuplot = find_gnuplot(options.gnuplot, interrupt);
  }
  setup.gnuplot_facts = {{version_name, setup.gnuplot.version}};
  setup.styles = picture_styles(options);
  setup.inputs = {{"size", fmt::format("{}x{}", options.size.width, options.size.height)},
                  {"scale", std::to_string(options.scale)},
                  {"pictures", names_of(setup.styles)}};
  std::ranges::copy(setup.gnuplot_facts, std::back_inserter(setup.inputs));
  std::ranges::move(fonts_in_use(), std::back_inserter(setup.inputs));
  return setup;
}

}  // namespace dora::renderer
