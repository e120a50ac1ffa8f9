// What a model's tokens cost. Pure, but for reading the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "reports/llm/answer.h"

namespace dora::llm {

/// In US dollars a token.
struct Prices {
  double input = 0;
  double output = 0;
};

/// Reads a file in the format of LiteLLM's model_prices_and_context_window.json; nullopt if it does
/// not price the model. Throws an Error that names the file if it is no such file.
std::optional<Prices> read_prices(const std::filesystem::path& file, const std::string& model);

double cost(const Prices& prices, std::int64_t input_tokens, std::int64_t output_tokens);

/// `$0.0042`, `$12.30`: rounded up, so that a bound stays one.
std::string dollars(double amount);

}  // namespace dora::llm
