// At most so many questions a minute, and one at a time, from each visitor.
#include "reports/webserver/rate_limit.h"

namespace dora::webserver {

std::optional<RateLimit::Refused> RateLimit::begin(const std::string& visitor, bool exclusive,
                                                   Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  forget_old(now);
  Asker& known = visitors_[visitor];
  if (exclusive && known.is_asking) {
    return Refused::already_asking;
  }
  if (a_minute_ > 0 && known.times.size() >= a_minute_) {
    return Refused::too_many;
  }
  known.times.push_back(now);
  known.is_asking = known.is_asking || exclusive;
  return std::nullopt;
}

void RateLimit::end(const std::string& visitor) {
  const std::scoped_lock lock(mutex_);
  if (const auto known = visitors_.find(visitor); known != visitors_.end()) {
    known->second.is_asking = false;
  }
}

bool RateLimit::is_reached(const std::string& visitor, Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  forget_old(now);
  const auto known = visitors_.find(visitor);
  return a_minute_ > 0 && known != visitors_.end() && known->second.times.size() >= a_minute_;
}

void RateLimit::forget_old(Clock::time_point now) {
  for (auto each = visitors_.begin(); each != visitors_.end();) {
    Asker& visitor = each->second;
    while (!visitor.times.empty() && now - visitor.times.front() >= std::chrono::minutes(1)) {
      visitor.times.pop_front();
    }
    each = visitor.times.empty() && !visitor.is_asking ? visitors_.erase(each) : std::next(each);
  }
}

}  // namespace dora::webserver
