// Puts a streamed answer together from its events. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "reports/llm/answer.h"
#include "reports/llm/event_stream.h"

namespace dora::llm {

/// Gets each new piece of the answer's text; returns false to stop listening.
using OnText = std::function<bool(std::string_view text)>;

/// Reads `data: {chunk}` until `data: [DONE]`. A server that does not stream and answers with one
/// JSON object is understood, too. Never throws unless `on_text` does.
class StreamedAnswer {
 public:
  explicit StreamedAnswer(Api api, OnText on_text = {}) : api_(api), on_text_(std::move(on_text)) {}

  /// Returns false if nothing more is wanted: `on_text` said so, the text is too long, or the
  /// stream reported an error.
  bool feed(std::string_view bytes);
  /// Call it when the transfer has ended; `response` says how. Without `[DONE]` or a reason to
  /// finish, the answer is incomplete: `cut` if there is text, else `failed`.
  Answer finish(const http::Response& response);
  bool has_text() const { return !answer_.text.empty(); }

 private:
  void read_event(std::string_view data);
  void keep_plain(std::string_view bytes);

  Api api_;
  OnText on_text_;
  EventStream events_;
  Answer answer_;
  std::string plain_;  ///< The body, as long as it may be plain JSON.
  bool maybe_plain_ = true;
  bool done_ = false;
  bool stopped_ = false;
};

}  // namespace dora::llm
