// Takes a stream of server-sent events apart. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace dora::llm {

/// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
/// Lines end with LF, CR LF or CR, wherever the pieces are split. Only `data` matters here.
class EventStream {
 public:
  using OnData = std::function<void(std::string_view data)>;
  /// Nothing that a model says in one event comes close.
  static constexpr std::size_t largest_event = std::size_t{1} << 20U;

  /// Calls `on_data` for every event that ends in these bytes. Returns false, then and from then
  /// on, if an event is larger than largest_event.
  bool feed(std::string_view bytes, const OnData& on_data);
  /// Some servers leave out the empty line after the last event: it counts, too.
  void finish(const OnData& on_data);

 private:
  void end_line(const OnData& on_data);
  void dispatch(const OnData& on_data);

  std::string line_;
  std::string data_;
  bool has_data_ = false;
  bool after_cr_ = false;
  bool first_line_ = true;
  bool too_large_ = false;
};

}  // namespace dora::llm
