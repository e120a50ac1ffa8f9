// Draws every chart of a summary.json directly with Cairo and the program's own PNG encoder: the
// lower bound for any drawing program.
//
// Usage: cairo_floor SUMMARY FOLDER PROCESSES
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>
#include <variant>

#include <sys/wait.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/model/collection.h"
#include "collector/model/summary_json.h"
#include "renderer/chart/chart_name.h"
#include "renderer/layout/chart_drawing.h"
#include "renderer/plan/chart_captions.h"
#include "renderer/plan/chart_plan.h"
#include "renderer/png/encoder.h"
#include "tests/bench/cairo_chart.h"

namespace {

constexpr dora::chart::Size size{1000, 500};
/// All periods in make_summary's files are over by then.
constexpr std::chrono::year_month_day as_of{std::chrono::year(2025), std::chrono::June,
                                            std::chrono::day(1)};

void write(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) {
    throw dora::base::Error("cannot write " + path.string());
  }
}

/// Draws one of `processes` shares: the charts first, first + processes, ...
void draw_share(const dora::model::Summary& summary, const std::filesystem::path& folder,
                std::size_t first, std::size_t processes) {
  const dora::plan::Axis axis = dora::plan::shared_axis(summary, as_of);
  const dora::chart::Credit credit = dora::plan::credit_of(dora::model::Collection());
  dora::bench::CairoPainter painter(size);
  dora::png::Encoder encoder(dora::png::Folding::low_bits);
  for (std::size_t i = first; i <= summary.services.size(); i += processes) {
    dora::plan::PlannedChart planned =
        i == 0 ? dora::plan::plan_combined(summary, axis)
               : dora::plan::plan_service(summary.services[i - 1], axis);
    std::get<dora::chart::Chart>(planned.chart).credit = credit;
    const std::uint32_t* pixels = painter.draw(dora::layout::drawing_of(planned.chart, {size}));
    write(folder / dora::chart::picture_file(planned.stem, dora::chart::Theme::light,
                                             dora::chart::PictureFormat::png),
          encoder.encode({pixels, size.width, size.height, size.width}));
  }
}

/// Draws in this many processes; true if each drew its share.
bool draw_all(const std::filesystem::path& summary_file, const std::filesystem::path& folder,
              std::size_t processes) {
  const dora::model::Summary summary = dora::model::read_summary(summary_file).summary;
  for (std::size_t i = 0; i < processes; ++i) {
    if (::fork() == 0) {
      try {
        draw_share(summary, folder, i, processes);
      } catch (const std::exception& error) {
        std::cerr << "cairo_floor: " << error.what() << "\n";
        ::_exit(1);
      }
      ::_exit(0);
    }
  }
  bool good = true;
  int status = 0;
  while (::wait(&status) > 0) {
    good = good && status == 0;
  }
  return good;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: cairo_floor SUMMARY FOLDER PROCESSES\n";
    return 2;
  }
  try {
    const int processes = std::max(std::atoi(arguments[3]), 1);
    return draw_all(arguments[1], arguments[2], static_cast<std::size_t>(processes)) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "cairo_floor: " << error.what() << "\n";
    return 1;
  }
}
