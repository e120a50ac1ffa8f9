// The body of a reply that is written while the client already reads it.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace dora::webserver {

/// One thread writes, the server reads. Both may end first.
class Stream {
 public:
  /// Returns false once nobody reads any more: what is written then is dropped.
  bool write(std::string_view text);
  /// No more will be written.
  void close();

  enum class State { data, waiting, ended };
  struct Read {
    State state = State::waiting;
    std::size_t size = 0;
  };
  /// For the server: copies what was written, at most `size` bytes. If there is nothing yet, calls
  /// `pause`; `resume` is called once, later, by the writer's thread.
  Read read(char* buffer, std::size_t size, const std::function<void()>& pause,
            std::function<void()> resume);
  /// For the server: the client left, or the server ends.
  void abandon();

 private:
  void wake();

  std::mutex mutex_;
  std::string text_;
  bool closed_ = false;
  bool abandoned_ = false;
  std::function<void()> resume_;  ///< Empty unless the server waits.
};

}  // namespace dora::webserver
