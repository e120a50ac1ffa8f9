// Runs work on several threads.
#include "collector/base/parallel.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace dora::base {
namespace {

class Work {
 public:
  Work(std::size_t count, const std::function<void(std::size_t)>& work)
      : count_(count), work_(work) {}

  /// Runs on every thread.
  void run() {
    try {
      for (std::size_t i = next_++; i < count_ && !failed_; i = next_++) {
        work_(i);
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!error_) {
        error_ = std::current_exception();
      }
      failed_ = true;
    }
  }

  void throw_error() const {
    if (error_) {
      std::rethrow_exception(error_);
    }
  }

 private:
  const std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::exception_ptr error_;
};

}  // namespace

void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work) {
  Work shared(count, work);
  {
    std::vector<std::jthread> others;
    try {
      while (static_cast<int>(others.size()) + 1 < threads && others.size() + 1 < count) {
        others.emplace_back([&shared] { shared.run(); });
      }
    } catch (const std::system_error&) {
      // The system allows no more threads: those already running do all the work.
    }
    shared.run();
  }
  shared.throw_error();
}

void run_both(const std::function<void()>& first, const std::function<void()>& second) {
  std::exception_ptr of_first;
  std::exception_ptr of_second;
  const auto run = [](const std::function<void()>& work, std::exception_ptr& error) {
    try {
      work();
    } catch (...) {
      error = std::current_exception();
    }
  };
  {
    std::jthread other;
    try {
      other = std::jthread([&] { run(first, of_first); });
    } catch (const std::system_error&) {
      run(first, of_first);  // The system allows no more threads.
    }
    run(second, of_second);
  }
  for (const std::exception_ptr& error : {of_first, of_second}) {
    if (error) {
      std::rethrow_exception(error);
    }
  }
}

}  // namespace dora::base
