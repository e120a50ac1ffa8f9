// Draws every chart of a summary.json by hand with Cairo and the program's own PNG encoder: the
// floor that any drawing program stands on.
//
// Usage: cairo_floor SUMMARY FOLDER PROCESSES
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <cairo.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/model/summary_json.h"
#include "renderer/chart_plan.h"
#include "tests/bench/cairo_chart.h"

namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

constexpr dora::renderer::Size size{1000, 500};
/// All periods of make_summary's files are over by then.
constexpr std::chrono::year_month_day as_of{std::chrono::year(2025), std::chrono::June,
                                            std::chrono::day(1)};

/// One of `processes` shares: the charts first, first + processes, ...
void draw_share(const dora::model::Summary& summary, const std::filesystem::path& folder,
                std::size_t first, std::size_t processes) {
  const dora::renderer::Axis axis = dora::renderer::shared_axis(summary, as_of);
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width, size.height),
                        &cairo_surface_destroy);
  for (std::size_t i = first; i <= summary.services.size(); i += processes) {
    const dora::renderer::PlannedChart planned =
        i == 0 ? dora::renderer::plan_combined(summary, axis)
               : dora::renderer::plan_service(summary.services[i - 1], axis);
    dora::bench::draw_chart(planned.chart, size, surface.get());
    const std::string file = folder / planned.entry.file;
    if (cairo_surface_write_to_png(surface.get(), file.c_str()) != CAIRO_STATUS_SUCCESS) {
      throw dora::base::Error("cannot write " + file);
    }
  }
}

/// Draws in as many processes; true when each drew its share.
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
