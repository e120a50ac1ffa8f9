// The body of a reply that is written while the client already reads it.
#include "reports/webserver/stream.h"

#include <algorithm>
#include <utility>

namespace dora::webserver {

bool Stream::write(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  if (abandoned_ || closed_) {
    return false;
  }
  text_ += text;
  wake();
  return true;
}

void Stream::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  wake();
}

Stream::Read Stream::read(char* buffer, std::size_t size, const std::function<void()>& pause,
                          std::function<void()> resume) {
  const std::scoped_lock lock(mutex_);
  if (abandoned_) {
    return {State::ended, 0};
  }
  if (!text_.empty()) {
    const std::size_t count = std::min(size, text_.size());
    std::copy_n(text_.begin(), count, buffer);
    text_.erase(0, count);
    return {State::data, count};
  }
  if (closed_) {
    return {State::ended, 0};
  }
  resume_ = std::move(resume);
  pause();
  return {State::waiting, 0};
}

void Stream::abandon() {
  const std::scoped_lock lock(mutex_);
  abandoned_ = true;
  text_.clear();
  wake();
}

void Stream::wake() {
  if (const auto resume = std::exchange(resume_, nullptr)) {
    resume();
  }
}

}  // namespace dora::webserver
