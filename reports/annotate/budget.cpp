// What requests cost at most and about, before and while they are made. Pure.
#include "reports/annotate/budget.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/model/wording.h"

namespace dora::annotate {
namespace {

constexpr std::int64_t frame_tokens = 32;
constexpr std::int64_t usual_output = 60;

}  // namespace

Tokens most_tokens(std::int64_t prompt_bytes, int max_tokens) {
  return {prompt_bytes + frame_tokens, max_tokens};
}

Tokens likely_tokens(std::int64_t prompt_bytes, int max_tokens, const ModelUsage& seen) {
  if (seen.answers == 0 || seen.prompt_bytes == 0) {
    return {prompt_bytes * 10 / 39, std::min<std::int64_t>(usual_output, max_tokens)};
  }
  return {static_cast<std::int64_t>(static_cast<double>(prompt_bytes) *
                                    static_cast<double>(seen.prompt_tokens) /
                                    static_cast<double>(seen.prompt_bytes)),
          seen.completion_tokens / seen.answers};
}

std::string describe(const Tokens& tokens, const std::optional<llm::Prices>& prices) {
  std::string text = fmt::format("{} tokens in, {} out", model::count_text(tokens.input),
                                 model::count_text(tokens.output));
  if (prices) {
    text += ", " + llm::dollars(llm::cost(*prices, tokens.input, tokens.output));
  }
  return text;
}

double Budget::cost_of(const Tokens& tokens) const {
  return prices_ ? llm::cost(*prices_, tokens.input, tokens.output) : 0;
}

bool Budget::reserve(const Tokens& most, int attempts) {
  const double amount = cost_of(most) * attempts;
  if (limit_ && spent_ + reserved_ + amount > *limit_) {
    return false;
  }
  reserved_ += amount;
  return true;
}

void Budget::settle(const Tokens& most, int attempts, const llm::Answer& answer) {
  reserved_ = std::max(0.0, reserved_ - cost_of(most) * attempts);
  spent_ += cost_of(most) * answer.broken_attempts;
  if (answer.usage) {
    const Tokens taken{answer.usage->prompt_tokens, answer.usage->completion_tokens};
    used_ += taken;
    spent_ += cost_of(taken);
  } else if (answer.outcome != llm::Outcome::failed) {
    ++unknown_;
    spent_ += cost_of(most);
  }
}

}  // namespace dora::annotate
