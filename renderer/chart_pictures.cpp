// Which pictures a planned chart has, their scripts and the key of it all; starts nothing.
#include "renderer/chart_pictures.h"

#include "collector/base/sha256.h"
#include "renderer/chart/chart_name.h"
#include "renderer/gnuplot_script.h"

namespace dora::renderer {

PlannedChart plan_chart(const model::Summary& summary, const Axis& axis, std::size_t number,
                        const std::vector<PictureStyle>& styles) {
  PlannedChart planned =
      number == 0 ? plan_combined(summary, axis) : plan_service(summary.services[number - 1], axis);
  chart::ChartEntry& entry = planned.entry;
  for (const PictureStyle& style : styles) {
    const std::string theme = name_of(style.theme);
    const std::string format = name_of(style.format);
    std::string file = chart::picture_file(planned.stem, theme, format);
    if (entry.file.empty()) {
      entry.file = std::move(file);
    } else {
      entry.variants.push_back({theme, format, std::move(file), ""});
    }
  }
  entry.width = styles.front().size.width;
  entry.height = styles.front().size.height;
  entry.scale = styles.front().scale;
  return planned;
}

std::vector<std::string> picture_files(const chart::ChartEntry& entry) {
  std::vector<std::string> files{entry.file};
  for (const chart::ChartVariant& variant : entry.variants) {
    files.push_back(variant.file);
  }
  return files;
}

std::optional<std::size_t> same_but_for_colours(const std::vector<PictureStyle>& styles,
                                                std::size_t number) {
  // SVG pictures name their colours wherever they use them; PNG ones have a palette.
  const bool other_png = number > 0 && styles[number].format == PictureFormat::png;
  return other_png ? std::optional<std::size_t>(0) : std::nullopt;
}

std::string script_hash(const PlannedChart& planned, const std::vector<PictureStyle>& styles) {
  const std::vector<std::string> files = picture_files(planned.entry);
  std::string scripts;
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (!same_but_for_colours(styles, i)) {
      scripts += gnuplot_script(planned.chart, styles[i], files[i]);
    }
  }
  return base::sha256(scripts);
}

std::string chart_key(const std::string& shared_hash, const std::string& script) {
  return base::sha256(shared_hash + script);
}

}  // namespace dora::renderer
