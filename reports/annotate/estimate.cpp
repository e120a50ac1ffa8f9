// Estimates what requests take, and says so. Pure.
#include "reports/annotate/estimate.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/model/wording.h"

namespace dora::annotate {

llm::Tokens likely_tokens(std::int64_t prompt_bytes, int max_tokens, const ModelUsage& seen) {
  constexpr std::int64_t usual_output = 60;
  if (seen.answers == 0 || seen.prompt_bytes == 0) {
    return {prompt_bytes * 10 / 39, std::min<std::int64_t>(usual_output, max_tokens)};
  }
  return {static_cast<std::int64_t>(static_cast<double>(prompt_bytes) *
                                    static_cast<double>(seen.prompt_tokens) /
                                    static_cast<double>(seen.prompt_bytes)),
          seen.completion_tokens / seen.answers};
}

std::string describe(const llm::Tokens& tokens, const std::optional<llm::Prices>& prices) {
  std::string text = fmt::format("{} tokens in, {} out", model::count_text(tokens.input),
                                 model::count_text(tokens.output));
  if (prices) {
    text += ", " + llm::dollars(llm::cost(*prices, tokens.input, tokens.output));
  }
  return text;
}

}  // namespace dora::annotate
