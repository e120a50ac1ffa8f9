// Keeps several gnuplot workers busy and isolates charts that fail.
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
  Command worker;  ///< What to start; it runs in the folder that pictures are written to.
  int workers = 1;
  std::chrono::milliseconds chart_timeout{30'000};
};

/// Every worker has one script queued behind the one that it draws, so that it never waits for us.
///
/// A worker is replaced if it exits, reports an error, sends unexpected output, writes a broken
/// picture or is silent for longer than the time limit. The job that it was drawing is tried once
/// more, alone in a fresh worker; if it fails again, it is reported. Jobs queued behind it go to
/// other workers, without counting as an attempt.
class GnuplotPool final : public Plotter {
 public:
  /// `interrupt` is borrowed. Workers are started when there is work for them.
  GnuplotPool(GnuplotPoolOptions options, const base::Interrupt& interrupt);
  ~GnuplotPool() override;

  bool has_room() const override;
  void start(PlotJob job) override;
  /// Throws Interrupted after a signal, and an Error if a worker cannot be started. Destroying the
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
    bool alone = false;      ///< The first is a retry: nothing is queued behind it.
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
