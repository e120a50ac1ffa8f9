// Takes a stream of server-sent events apart. Pure.
#include "reports/llm/event_stream.h"

#include "collector/base/text/byte_order_mark.h"

namespace dora::llm {

bool EventStream::feed(std::string_view bytes, const OnData& on_data) {
  while (!bytes.empty() && !too_large_) {
    if (after_cr_ && bytes.front() == '\n') {
      bytes.remove_prefix(1);
    }
    after_cr_ = false;
    const auto end = bytes.find_first_of("\r\n");
    line_ += bytes.substr(0, end);
    too_large_ = line_.size() + data_.size() > largest_event;
    if (end == std::string_view::npos || too_large_) {
      break;
    }
    after_cr_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    end_line(on_data);
  }
  return !too_large_;
}

void EventStream::finish(const OnData& on_data) {
  if (too_large_) {
    return;
  }
  if (!line_.empty()) {
    end_line(on_data);
  }
  dispatch(on_data);
}

void EventStream::end_line(const OnData& on_data) {
  std::string_view line = line_;
  if (first_line_ && line.starts_with(text::byte_order_mark)) {
    line.remove_prefix(text::byte_order_mark.size());
  }
  first_line_ = false;
  if (line.empty()) {
    dispatch(on_data);
  } else if (line == "data" || line.starts_with("data:")) {
    line.remove_prefix(line == "data" ? 4 : 5);
    line.remove_prefix(line.starts_with(' ') ? 1 : 0);
    if (has_data_) {
      data_ += '\n';
    }
    data_ += line;
    has_data_ = true;
  }
  line_.clear();
}

void EventStream::dispatch(const OnData& on_data) {
  if (has_data_) {
    on_data(data_);
  }
  data_.clear();
  has_data_ = false;
}

}  // namespace dora::llm
