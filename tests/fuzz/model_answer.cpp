// Fuzzes the reading of what a language model's server answers, at once and as a stream.
#include "reports/llm/answer.h"
#include "reports/llm/streamed_answer.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using namespace dora;
using fuzz::require;

void check(const llm::Answer& answer) {
  if (answer.outcome == llm::Outcome::complete) {
    require(!answer.text.empty() && answer.error.trouble == llm::Trouble::none);
  }
  if (answer.outcome == llm::Outcome::failed) {
    require(answer.error.trouble != llm::Trouble::none && !answer.error.message.empty());
  }
  require(answer.error.message.size() < 2000);
  if (answer.usage) {
    require(answer.usage->prompt_tokens >= 0 && answer.usage->completion_tokens >= 0);
    require(answer.usage->total_tokens >=
            answer.usage->prompt_tokens + answer.usage->completion_tokens);
  }
}

llm::Answer streamed(std::string_view text, std::size_t piece, llm::Api api) {
  std::string heard;
  llm::StreamedAnswer stream(api, [&heard](std::string_view more) {
    heard += more;
    return true;
  });
  for (std::size_t at = 0; at < text.size() && stream.feed(text.substr(at, piece)); at += piece) {
  }
  http::Response response;
  response.status = 200;
  llm::Answer answer = stream.finish(response);
  check(answer);
  require(answer.text == heard);
  return answer;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  for (const llm::Api api : {llm::Api::chat, llm::Api::completions}) {
    http::Response response;
    for (const int status : {200, 429}) {
      response.status = status;
      response.body = text;
      check(llm::read_answer(response, api));
    }
    // However the bytes arrive, they say the same.
    const llm::Answer whole = streamed(text, text.size() + 1, api);
    const llm::Answer pieces = streamed(text, 3, api);
    require(whole.text == pieces.text && whole.outcome == pieces.outcome);
  }
  return 0;
}
