// The options of the command line that say what a model costs, and how much it may cost.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "reports/llm/prices.h"

namespace CLI {
class App;
}

namespace dora::llm {

struct CostOptions {
  std::filesystem::path prices;    ///< Empty: none, or those below.
  std::optional<double> price_in;  ///< In dollars for a million tokens.
  std::optional<double> price_out;
  std::optional<double> max_cost;  ///< In dollars.
};

/// Adds --prices, --price-in, --price-out and --max-cost, whose effect `max_cost` describes.
void add_cost_options(CLI::App& app, CostOptions& options, const std::string& group,
                      const std::string& max_cost);

/// Returns nullopt if no price of the model is known. Throws a UsageError if there is a --max-cost
/// then, and as read_prices() does.
std::optional<Prices> prices_of(const CostOptions& options, const std::string& model);

}  // namespace dora::llm
