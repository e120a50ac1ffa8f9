// The options of the command line that say what a model costs, and how much it may cost.
#include "reports/llm/cost_options.h"

#include <charconv>

#include <CLI/CLI.hpp>

#include "collector/base/cli/parsed_option.h"
#include "collector/base/error.h"

namespace dora::llm {
namespace {

/// In US dollars: neither negative nor beyond sense.
std::optional<std::optional<double>> parse_money(const std::string& text) {
  double amount = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, amount);
  const bool valid = error == std::errc() && end == last && amount >= 0 && amount < 1e9;
  if (!valid) {
    return std::nullopt;
  }
  return std::optional<double>(amount);
}

}  // namespace

void add_cost_options(CLI::App& app, CostOptions& options, const std::string& group,
                      const std::string& max_cost) {
  app.add_option("--prices", options.prices,
                 "Prices in the format of LiteLLM's model_prices_and_context_window.json")
      ->type_name("FILE")
      ->group(group);
  cli::add_parsed_option(app, "--price-in", "USD", options.price_in, parse_money)
      ->description("US dollars per million input tokens")
      ->excludes("--prices")
      ->group(group);
  cli::add_parsed_option(app, "--price-out", "USD", options.price_out, parse_money)
      ->description("US dollars per million output tokens")
      ->excludes("--prices")
      ->group(group);
  cli::add_parsed_option(app, "--max-cost", "USD", options.max_cost, parse_money)
      ->description(max_cost)
      ->group(group);
}

std::optional<Prices> prices_of(const CostOptions& options, const std::string& model) {
  std::optional<Prices> prices;
  if (options.price_in || options.price_out) {
    prices = Prices{options.price_in.value_or(0) / 1e6, options.price_out.value_or(0) / 1e6};
  } else if (!options.prices.empty()) {
    prices = read_prices(options.prices, model);
  }
  if (options.max_cost && !prices) {
    throw base::UsageError(
        "--max-cost needs the model's prices: --prices FILE, or --price-in and --price-out");
  }
  return prices;
}

}  // namespace dora::llm
