// Keeps several gnuplot workers busy and one bad chart from costing another; knows no charts.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/interrupt.h"
#include "renderer/gnuplot/plotter.h"
#include "renderer/gnuplot/process.h"

namespace dora::gnuplot {

struct GnuplotPoolOptions {
  Command worker;  ///< What to start; it runs in the folder where pictures are written.
  int workers = 1;
  std::chrono::milliseconds chart_timeout{30'000};
};

/// Every worker has one script ahead of the one that it draws, so that it never waits for us.
///
/// A worker that ends, reports an error, talks nonsense, writes a broken picture or is silent for
/// longer than the time limit is replaced. The job that it was drawing is tried once more, alone in
/// a fresh worker; failing again it is reported. Jobs that stood behind it are given to others, and
/// this costs them no attempt.
class GnuplotPool final : public Plotter {
 public:
  /// `interrupt` is borrowed. Workers are started when there is work for them.
  GnuplotPool(GnuplotPoolOptions options, const base::Interrupt& interrupt);
  ~GnuplotPool() override;

  bool has_room() const override;
  void start(PlotJob job) override;
  /// Throws Interrupted after a signal, an Error when a worker cannot be started. Destroying the
  /// pool then ends all workers.
  PlotResult wait() override;

 private:
  using Time = std::chrono::steady_clock::time_point;

  struct Task {
    PlotJob job;
    bool retry = false;
  };
  struct Worker {
    std::unique_ptr<GnuplotProcess> process;
    std::deque<Task> tasks;  ///< The first is being drawn.
    Time first_since;        ///< When the first became the first.
    bool alone = false;      ///< The first is a retry: nothing is put behind it.
  };

  void feed(Time now);
  void feed(Worker& worker, Time now);
  void give(Worker& worker, Task task, Time now);
  std::optional<Task> next_task(const Worker& worker);
  void wait_for_news(Time now);
  void handle(Worker& worker, Time now);
  void take_drawn(Worker& worker, Time now);
  void replace(Worker& worker, const std::string& why);
  std::string late(const Worker& worker, Time now) const;

  GnuplotPoolOptions options_;
  const base::Interrupt& interrupt_;
  std::vector<Worker> workers_;
  std::deque<Task> waiting_;
  std::deque<Task> retries_;
  std::deque<PlotResult> results_;
};

}  // namespace dora::gnuplot
