// The interface of whatever draws pictures: start a job, wait for a result.
#pragma once

#include <cstddef>
#include <string>

#include "renderer/chart/picture.h"

namespace dora::gnuplot {

struct PlotJob {
  std::size_t id = 0;  ///< The caller's number, returned with the result.
  std::string script;  ///< Writes `output`.
  std::string output;  ///< File name in the plotter's folder.
  chart::Size size{};  ///< Required of the picture: size_of() its style.
};

struct PlotResult {
  std::size_t id = 0;
  bool ok = false;     ///< `output` is a complete picture of the requested size.
  std::string reason;  ///< Why not, in one line, in the drawing program's words.
};

/// Jobs are started while there is room; each gives one result, in any order.
class Plotter {
 public:
  virtual ~Plotter() = default;

  virtual bool has_room() const = 0;
  /// Only while has_room().
  virtual void start(PlotJob job) = 0;
  /// Returns the next result; only while jobs are in progress. Throws what ends the run.
  virtual PlotResult wait() = 0;
};

}  // namespace dora::gnuplot
