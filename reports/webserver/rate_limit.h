// At most so many questions a minute, and one at a time, from each visitor.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace dora::webserver {

class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;

  /// 0: as many as anybody likes.
  explicit RateLimit(std::size_t a_minute) : a_minute_(a_minute) {}

  enum class Refused { too_many, already_asking };
  /// nullopt: go on and, if `exclusive`, call end() when the answer is complete. `exclusive`: not
  /// while another question of the visitor is being answered.
  std::optional<Refused> begin(const std::string& visitor, bool exclusive, Clock::time_point now);
  void end(const std::string& visitor);
  /// Whether begin() would refuse the next one for their number.
  bool is_reached(const std::string& visitor, Clock::time_point now);

 private:
  struct Asker {
    std::deque<Clock::time_point> times;
    bool is_asking = false;
  };
  void forget_old(Clock::time_point now);

  std::size_t a_minute_;
  std::mutex mutex_;  ///< Guards the visitors.
  std::map<std::string, Asker, std::less<>> visitors_;
};

}  // namespace dora::webserver
