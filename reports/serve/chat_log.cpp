// The history of questions and answers: one line each.
#include "reports/serve/chat_log.h"

#include <fmt/format.h>

#include "collector/base/text/redact.h"

namespace dora::serve {
namespace {

/// A token that somebody pasted is not kept.
std::string text_part(bool with_text, std::string_view text) {
  return with_text ? ": " + text::hide_tokens(text) : "";
}

}  // namespace

std::int64_t ChatLog::question(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  ++last_;
  log_.info(fmt::format("question {}{}", last_, text_part(with_text_, text)));
  return last_;
}

void ChatLog::answer(std::int64_t number, std::string_view function, std::string_view text,
                     std::chrono::milliseconds took) {
  const std::scoped_lock lock(mutex_);
  log_.info(fmt::format("answer {} ({}, {} ms){}", number, function, took.count(),
                        text_part(with_text_, text)));
}

void ChatLog::info(std::string_view message) {
  const std::scoped_lock lock(mutex_);
  log_.info(message);
}

void ChatLog::warning(std::string_view message) {
  const std::scoped_lock lock(mutex_);
  log_.warning(message);
}

}  // namespace dora::serve
