// Estimates what requests take, and says so. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reports/annotate/store.h"
#include "reports/llm/budget.h"
#include "reports/llm/prices.h"

namespace dora::annotate {

/// From what the model's earlier answers took; without any, from measured ratios: 3.9 bytes a
/// token (our prompts with OpenAI's o200k_base) and a comment of 60 tokens.
llm::Tokens likely_tokens(std::int64_t prompt_bytes, int max_tokens, const ModelUsage& seen);

/// `12,345 tokens in, 678 out`, with money if the prices are known.
std::string describe(const llm::Tokens& tokens, const std::optional<llm::Prices>& prices);

}  // namespace dora::annotate
