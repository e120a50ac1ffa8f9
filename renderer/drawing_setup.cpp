// What all charts of a run are drawn with: gnuplot, encoder, fonts, picture styles.
#include "renderer/drawing_setup.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "renderer/chart/theme.h"
#include "renderer/gnuplot/png_library.h"
#include "renderer/journal/fonts.h"
#include "renderer/png/encoder.h"
#include "renderer/png/recolour.h"
#include "renderer/svg/svg_picture.h"

namespace dora::renderer {
namespace {

constexpr const char* version_name = "gnuplot version";

std::string names_of(const std::vector<chart::PictureStyle>& styles) {
  std::string names;
  for (const chart::PictureStyle& style : styles) {
    const bool svg = style.format == chart::PictureFormat::svg;
    names += fmt::format("{}{} {}", names.empty() ? "" : ", ",
                         svg ? svg::svg_version : name_of(style.theme), name_of(style.format));
  }
  return names;
}

/// Of a file that may be replaced: the same text means the same file.
std::string identity_of(const std::filesystem::path& file) {
  const journal::FileStamp stamp = journal::stamp_of(file).value_or(journal::FileStamp());
  return fmt::format("{} {} {} {} {}", file.string(), stamp.size, stamp.modified, stamp.changed,
                     stamp.inode);
}

std::string value_of(const journal::Inputs& inputs, const std::string& name) {
  const auto found = std::ranges::find(inputs, name, &journal::Input::name);
  return found == inputs.end() ? "" : found->value;
}

/// Asks gnuplot for the facts missing from `known`, and notes the answers.
void set_gnuplot(DrawingSetup& setup, const RenderOptions& options, const journal::Inputs& known,
                 const base::Interrupt& interrupt) {
  const std::string version = value_of(known, version_name);
  setup.gnuplot = version.empty()
                      ? gnuplot::find_gnuplot(options.gnuplot, interrupt)
                      : gnuplot::GnuplotProgram{gnuplot::locate_gnuplot(options.gnuplot), version};
  setup.gnuplot_facts = {{version_name, setup.gnuplot.version}};
  const std::filesystem::path library = gnuplot::png_library();
  const journal::Input loads{fmt::format("library for --png {}", name_of(options.png)),
                             identity_of(library)};
  if (options.png != chart::PngMode::gnuplot && value_of(known, loads.name) == loads.value) {
    setup.encoder = {options.png, library, {}};
  } else {
    setup.encoder = find_png_encoder(setup.gnuplot, options.png, interrupt);
  }
  if (!setup.encoder.library.empty()) {
    setup.gnuplot_facts.push_back(loads);
  }
}

std::string encoder_text(const gnuplot::PngEncoder& encoder) {
  return encoder.mode == chart::PngMode::gnuplot
             ? "gnuplot's own"
             : fmt::format("{} {}", name_of(encoder.mode), png::encoder_version);
}

/// The scripts do not name the colours of a recoloured picture.
std::string colours_text(const DrawingSetup& setup) {
  std::string text;
  for (std::size_t i = 0; i < setup.styles.size(); ++i) {
    if (same_but_for_colours(setup, i)) {
      text += fmt::format("{}{} {}: {:06X}", text.empty() ? "" : "; ", png::recolour_version,
                          name_of(setup.styles[i].theme),
                          fmt::join(colors_of(setup.styles[i].theme), " "));
    }
  }
  return text;
}

}  // namespace

std::vector<chart::PictureStyle> picture_styles(const RenderOptions& options) {
  std::vector<chart::PictureStyle> styles;
  for (const chart::Theme theme : options.themes) {
    styles.push_back({options.size, options.scale, theme, chart::PictureFormat::png});
  }
  if (options.svg) {  // It follows its reader's theme.
    styles.push_back({options.size, 1, chart::Theme::light, chart::PictureFormat::svg});
  }
  return styles;
}

std::optional<std::size_t> same_but_for_colours(const DrawingSetup& setup, std::size_t number) {
  // PNG pictures without a palette name their colours in every pixel.
  const bool other_png = number > 0 && setup.styles[number].format == chart::PictureFormat::png;
  return other_png && setup.encoder.mode == chart::PngMode::palette ? std::optional<std::size_t>(0)
                                                                    : std::nullopt;
}

DrawingSetup drawing_setup(const RenderOptions& options, const journal::RenderJournal& memory,
                           const base::Interrupt& interrupt) {
  DrawingSetup setup;
  const journal::Inputs known =
      memory.facts_of(gnuplot::locate_gnuplot(options.gnuplot)).value_or(journal::Inputs());
  set_gnuplot(setup, options, known, interrupt);
  setup.styles = picture_styles(options);
  setup.inputs = {{"size", fmt::format("{}x{}", options.size.width, options.size.height)},
                  {"scale", std::to_string(options.scale)},
                  {"pictures", names_of(setup.styles)},
                  {"PNG encoder", encoder_text(setup.encoder)},
                  {"other colours", colours_text(setup)},
                  {version_name, setup.gnuplot.version}};
  journal::Fonts fonts = journal::fonts_in_use();
  std::ranges::move(fonts.inputs, std::back_inserter(setup.inputs));
  setup.characters = std::move(fonts.characters);
  return setup;
}

}  // namespace dora::renderer
