// What the stage asks of whoever draws: start a job, wait for a result; knows no gnuplot process.
#pragma once

#include <cstddef>
#include <string>

#include "renderer/chart/picture.h"

namespace dora::gnuplot {

struct PlotJob {
  std::size_t id = 0;  ///< The caller's number, given back with the result.
  std::string script;  ///< Writes `output`.
  std::string output;  ///< File name in the plotter's folder.
  chart::PictureFormat format = chart::PictureFormat::png;
  chart::Size size{};  ///< That the picture must have: size_of() its style.
};

struct PlotResult {
  std::size_t id = 0;
  bool ok = false;     ///< `output` is a whole picture of the format and size asked for.
  std::string reason;  ///< Why not, one line, as the drawing program said it.
};

/// Jobs are started while there is room, and each gives one result, in any order.
class Plotter {
 public:
  virtual ~Plotter() = default;

  virtual bool has_room() const = 0;
  /// Only while has_room().
  virtual void start(PlotJob job) = 0;
  /// The next result; only while jobs are under way. Throws what ends the run.
  virtual PlotResult wait() = 0;
};

}  // namespace dora::gnuplot
