// Keeps what requests cost, and may cost while they are in flight, below a limit. Pure.
#include "reports/llm/budget.h"

#include <algorithm>

namespace dora::llm {

Tokens most_tokens(std::int64_t prompt_bytes, int max_tokens) {
  constexpr std::int64_t frame_tokens = 32;
  return {prompt_bytes + frame_tokens, max_tokens};
}

double Budget::cost_of(const Tokens& tokens) const {
  return prices_ ? cost(*prices_, tokens.input, tokens.output) : 0;
}

bool Budget::reserve(const Tokens& most, int attempts) {
  const double amount = cost_of(most) * attempts;
  if (limit_ && spent_ + reserved_ + amount > *limit_) {
    return false;
  }
  reserved_ += amount;
  return true;
}

void Budget::settle(const Tokens& most, int attempts, const Answer& answer) {
  reserved_ = std::max(0.0, reserved_ - cost_of(most) * attempts);
  spent_ += cost_of(most) * answer.broken_attempts;
  if (answer.usage) {
    const Tokens taken{answer.usage->prompt_tokens, answer.usage->completion_tokens};
    used_ += taken;
    spent_ += cost_of(taken);
  } else if (answer.outcome != Outcome::failed) {
    ++unknown_;
    spent_ += cost_of(most);
  }
}

}  // namespace dora::llm
