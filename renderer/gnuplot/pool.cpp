// Keeps several gnuplot workers busy and isolates charts that fail.
#include "renderer/gnuplot/pool.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <poll.h>

#include "renderer/png/picture_check.h"

namespace dora::gnuplot {
namespace {

/// The script being drawn and the next one.
constexpr std::size_t scripts_per_worker = 2;

}  // namespace

GnuplotPool::GnuplotPool(GnuplotPoolOptions options, const base::Interrupt& interrupt)
    : options_(std::move(options)),
      interrupt_(interrupt),
      workers_(static_cast<std::size_t>(std::max(options_.workers, 1))) {}

GnuplotPool::~GnuplotPool() = default;

bool GnuplotPool::has_room() const {
  std::size_t under_way = waiting_.size() + retries_.size();
  for (const Worker& worker : workers_) {
    under_way += worker.tasks.size();
  }
  return under_way < scripts_per_worker * workers_.size();
}

void GnuplotPool::start(PlotJob job) {
  waiting_.push_back({std::move(job)});
  feed(std::chrono::steady_clock::now());
}

PlotResult GnuplotPool::wait() {
  for (;;) {
    interrupt_.check();
    const Time now = std::chrono::steady_clock::now();
    for (Worker& worker : workers_) {
      handle(worker, now);
    }
    feed(now);
    if (!results_.empty()) {
      PlotResult result = std::move(results_.front());
      results_.pop_front();
      return result;
    }
    wait_for_news(now);
  }
}

void GnuplotPool::feed(Time now) {
  // Round by round, so that every worker has something to draw before any has something queued.
  for (std::size_t round = 1; round <= scripts_per_worker; ++round) {
    for (Worker& worker : workers_) {
      if (worker.tasks.size() < round) {
        feed(worker, now);
      }
    }
  }
}

void GnuplotPool::feed(Worker& worker, Time now) {
  std::optional<Task> task = next_task(worker);
  if (task) {
    give(worker, std::move(*task), now);
  }
}

/// Retries go to workers that have not been started yet, everything else to any worker that is not
/// drawing a retry.
std::optional<GnuplotPool::Task> GnuplotPool::next_task(const Worker& worker) {
  std::deque<Task>& queue = worker.process == nullptr && !retries_.empty() ? retries_ : waiting_;
  if (worker.alone || queue.empty()) {
    return std::nullopt;
  }
  Task task = std::move(queue.front());
  queue.pop_front();
  return task;
}

void GnuplotPool::give(Worker& worker, Task task, Time now) {
  if (worker.process == nullptr) {
    worker.process = std::make_unique<GnuplotProcess>(options_.worker);
  }
  if (worker.tasks.empty()) {
    worker.first_since = now;
  }
  worker.alone = task.retry;
  worker.process->send(task.job.script);
  worker.process->move_data();
  worker.tasks.push_back(std::move(task));
}

void GnuplotPool::wait_for_news(Time now) {
  std::vector<pollfd> descriptors{{interrupt_.fd(), POLLIN, 0}};
  std::chrono::milliseconds patience = options_.chart_timeout;
  for (const Worker& worker : workers_) {
    if (worker.process != nullptr) {
      worker.process->watch(descriptors);
    }
    if (!worker.tasks.empty()) {
      const auto left = worker.first_since + options_.chart_timeout - now;
      patience = std::min(patience, std::chrono::ceil<std::chrono::milliseconds>(left));
    }
  }
  const auto milliseconds = std::clamp<std::int64_t>(patience.count(), 0, 3'600'000);
  ::poll(descriptors.data(), descriptors.size(), static_cast<int>(milliseconds));
}

void GnuplotPool::handle(Worker& worker, Time now) {
  if (worker.process == nullptr) {
    return;
  }
  worker.process->move_data();
  take_drawn(worker, now);
  if (worker.process == nullptr) {
    return;  // It was replaced because of a broken picture.
  }
  const std::string too_late = late(worker, now);
  if (worker.process->failed() || !too_late.empty()) {
    replace(worker, worker.process->failed() ? "" : too_late);
  }
}

void GnuplotPool::take_drawn(Worker& worker, Time now) {
  for (std::size_t drawn = worker.process->take_drawn(); drawn > 0; --drawn) {
    const PlotJob& job = worker.tasks.front().job;
    const std::string problem = png::picture_problem(options_.worker.folder / job.output, job.size);
    if (!problem.empty()) {
      // Whatever it reported after this picture is drawn again: such a worker is not trusted.
      replace(worker, "reported success, but " + problem);
      return;
    }
    results_.push_back({job.id, true, ""});
    worker.tasks.pop_front();
    worker.first_since = now;
    worker.alone = false;
  }
}

std::string GnuplotPool::late(const Worker& worker, Time now) const {
  if (worker.tasks.empty() || now - worker.first_since < options_.chart_timeout) {
    return {};
  }
  const auto seconds = std::chrono::duration<double>(options_.chart_timeout).count();
  return fmt::format("did not finish within {:g} s", seconds);
}

/// Ends the worker; its first task is retried or given up, the others are queued again.
void GnuplotPool::replace(Worker& worker, const std::string& why) {
  std::string reason = worker.process->end(why);
  worker.process.reset();
  worker.alone = false;
  if (worker.tasks.empty()) {
    return;
  }
  Task first = std::move(worker.tasks.front());
  worker.tasks.pop_front();
  while (!worker.tasks.empty()) {
    waiting_.push_front(std::move(worker.tasks.back()));
    worker.tasks.pop_back();
  }
  if (first.retry) {
    results_.push_back({first.job.id, false, std::move(reason)});
  } else {
    first.retry = true;
    retries_.push_back(std::move(first));
  }
}

}  // namespace dora::gnuplot
