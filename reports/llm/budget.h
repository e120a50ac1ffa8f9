// Keeps what requests cost, and may cost while they are in flight, below a limit. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "reports/llm/answer.h"
#include "reports/llm/prices.h"

namespace dora::llm {

struct Tokens {
  std::int64_t input = 0;
  std::int64_t output = 0;

  Tokens& operator+=(const Tokens& other) {
    input += other.input;
    output += other.output;
    return *this;
  }
};

/// No tokenizer makes more tokens of a text than it has bytes; a chat's frame adds a few.
Tokens most_tokens(std::int64_t prompt_bytes, int max_tokens);

/// Not thread-safe.
class Budget {
 public:
  /// `limit` in dollars; nullopt: none.
  Budget(std::optional<Prices> prices, std::optional<double> limit)
      : prices_(prices), limit_(limit) {}

  /// Returns false, and reserves nothing, if a request could pass the limit. `attempts`: how often
  /// it may be sent and paid.
  bool reserve(const Tokens& most, int attempts);
  /// Replaces a reservation by what the answer took: without a usage all that it could, and again
  /// that for every attempt that broke off.
  void settle(const Tokens& most, int attempts, const Answer& answer);

  const Tokens& used() const { return used_; }
  /// Answers whose usage is not known, so that used() is too little.
  std::int64_t unknown() const { return unknown_; }
  double spent() const { return spent_; }
  const std::optional<Prices>& prices() const { return prices_; }

 private:
  double cost_of(const Tokens& tokens) const;

  std::optional<Prices> prices_;
  std::optional<double> limit_;
  double reserved_ = 0;
  double spent_ = 0;
  Tokens used_;
  std::int64_t unknown_ = 0;
};

}  // namespace dora::llm
