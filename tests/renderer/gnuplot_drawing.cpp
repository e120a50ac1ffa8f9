// Draws charts with the real gnuplot in a temporary folder, for tests of the pictures.
#include "tests/renderer/gnuplot_drawing.h"

#include <chrono>

#include "collector/base/files/atomic_file.h"
#include "renderer/gnuplot/program.h"
#include "renderer/layout/chart_drawing.h"

namespace dora::test {

using chart::PictureStyle;
using gnuplot::GnuplotPool;
using gnuplot::PlotResult;

gnuplot::GnuplotPoolOptions GnuplotDrawing::options(int workers) const {
  return {
      gnuplot::worker_command(gnuplot::find_gnuplot("gnuplot", run_.interrupt()), folder_.path()),
      workers, std::chrono::milliseconds(60'000)};
}

void GnuplotDrawing::draw(const std::vector<Drawing>& drawings, int workers) {
  GnuplotPool pool(options(workers), run_.interrupt());
  std::size_t started = 0;
  for (std::size_t finished = 0; finished < drawings.size(); ++finished) {
    while (started < drawings.size() && pool.has_room()) {
      const auto& [chart, style] = drawings[started];
      PictureStyle wanted = style;
      wanted.size = layout::frame_for(chart, {style.size}).size;
      pool.start({started, script::gnuplot_script(chart, wanted).writing(name(started)),
                  name(started), size_of(wanted)});
      ++started;
    }
    const PlotResult result = pool.wait();
    EXPECT_TRUE(result.ok) << result.id << ": " << result.reason;
  }
}

Picture GnuplotDrawing::picture(const chart::AnyChart& chart, const PictureStyle& style) {
  draw({{chart, style}});
  return read_picture(folder_ / name(0));
}

std::string GnuplotDrawing::bytes(std::size_t number) const {
  return files::read_file(folder_ / name(number));
}

chart::Chart year(const std::string& title, std::size_t gap) {
  chart::Chart chart{title, "some figures", {}};
  for (std::size_t i = 0; i < 12; ++i) {
    const auto period = model::advance(*model::parse_period("2024-01"), static_cast<int>(i));
    chart.bars.push_back({period, i == gap ? model::Counts{} : model::Counts{8, 2}, false});
  }
  return chart;
}

}  // namespace dora::test
