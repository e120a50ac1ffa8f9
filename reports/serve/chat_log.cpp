// The history of questions and answers: one line each.
#include "reports/serve/chat_log.h"

#include <fmt/format.h>

#include "collector/base/text/redact.h"
#include "collector/model/wording.h"
#include "reports/llm/prices.h"

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

void ChatLog::answer(std::int64_t number, const LoggedAnswer& answer) {
  std::string line =
      fmt::format("answer {} ({}, {} ms", number, answer.function, answer.took.count());
  if (answer.tokens > 0) {
    line += fmt::format(", {}", model::counted(answer.tokens, "token"));
    line += answer.cost ? ", " + llm::dollars(*answer.cost) : "";
  }
  line += ")" + text_part(with_text_, answer.text);
  const std::scoped_lock lock(mutex_);
  log_.info(line);
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
