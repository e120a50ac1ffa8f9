// What a model's tokens cost. Pure, but for reading the file.
#include "reports/llm/prices.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/byte_order_mark.h"
#include "reports/llm/json_value.h"

namespace dora::llm {
namespace {

/// LiteLLM's file has 2 MB.
constexpr std::int64_t largest_file = std::int64_t{64} << 20U;

std::optional<double> price_of(const rapidjson::Value& model, const char* key) {
  const rapidjson::Value* value = find(&model, key);
  if (value == nullptr || !value->IsNumber()) {
    return std::nullopt;
  }
  const double price = value->GetDouble();
  return std::isfinite(price) && price >= 0 && price < 1 ? std::optional(price) : std::nullopt;
}

}  // namespace

std::optional<Prices> read_prices(const std::filesystem::path& file, const std::string& model) {
  const std::string bytes = files::read_all(files::open_named_file(file), largest_file);
  const rapidjson::Document document = parsed_json(text::without_byte_order_mark(bytes));
  if (document.HasParseError() || !document.IsObject()) {
    throw base::Error(fmt::format(
        "{}: not a price list: it takes the format of LiteLLM's "
        "model_prices_and_context_window.json, {{\"MODEL\": {{\"input_cost_per_token\": 1e-7, "
        "\"output_cost_per_token\": 4e-7}}}}; or use --price-in and --price-out",
        file.string()));
  }
  const rapidjson::Value* entry = find(&document, model.c_str());
  if (entry == nullptr) {
    return std::nullopt;
  }
  const auto input = price_of(*entry, "input_cost_per_token");
  const auto output = price_of(*entry, "output_cost_per_token");
  return input && output ? std::optional(Prices{*input, *output}) : std::nullopt;
}

double cost(const Prices& prices, std::int64_t input_tokens, std::int64_t output_tokens) {
  return static_cast<double>(input_tokens) * prices.input +
         static_cast<double>(output_tokens) * prices.output;
}

std::string dollars(double amount) {
  const double scale = amount < 1 ? 10'000 : 100;
  // What is a whole number of them up to the precision of a double is not rounded up.
  const double rounded = std::max(0.0, std::ceil(amount * scale - 1e-6) / scale);
  return amount < 1 ? fmt::format("${:.4f}", rounded) : fmt::format("${:.2f}", rounded);
}

}  // namespace dora::llm
