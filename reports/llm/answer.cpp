// What a language model's server answered, read as what it is. Pure.
#include "reports/llm/answer.h"

#include <fmt/format.h>

#include "reports/llm/answer_parts.h"
#include "reports/llm/json_value.h"

namespace dora::llm {
namespace {

Answer unreadable(std::string_view why, const http::Response& response) {
  Answer answer;
  answer.error = {Trouble::unreadable,
                  fmt::format("{} ('{}'); check that the address is that of an OpenAI-compatible "
                              "API: it usually ends in /v1",
                              why, short_text(response.body, 80)),
                  "", response.status};
  return answer;
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::complete:
      return "complete";
    case Outcome::cut:
      return "cut";
    case Outcome::refused:
      return "refused";
    case Outcome::failed:
      return "failed";
  }
  return "failed";
}

bool ends_run(Trouble trouble) {
  return trouble == Trouble::quota || trouble == Trouble::credentials ||
         trouble == Trouble::not_found || trouble == Trouble::redirect;
}

std::string_view reason_of(const Answer& answer) {
  switch (answer.error.trouble) {
    case Trouble::transport:
      return "its server could not be reached";
    case Trouble::busy:
      return "its server is busy";
    case Trouble::server:
      return "its server failed";
    case Trouble::quota:
      return "its quota is used up";
    case Trouble::credentials:
      return "its server refused the key";
    case Trouble::not_found:
      return "its server does not have it";
    case Trouble::too_long:
      return "the question is too long for it";
    case Trouble::invalid_request:
      return "its server refused the request";
    case Trouble::redirect:
      return "its server redirects elsewhere";
    case Trouble::unreadable:
      return "its server sent something else";
    case Trouble::none:
      break;
  }
  return answer.outcome == Outcome::refused ? "it refused" : "it was cut off";
}

Answer failed_answer(const http::Response& response) {
  Answer answer;
  if (response.failure != http::Failure::none) {
    answer.error = {Trouble::transport, short_text(response.failure_text), "", 0};
    return answer;
  }
  const rapidjson::Document document = parsed_json(response.body);
  if (!document.HasParseError()) {
    // `detail` is what frameworks of Python write.
    for (const char* key : {"error", "detail", "message"}) {
      if (const rapidjson::Value* error = find(&document, key)) {
        // llama.cpp and others answer {"message": "...", "code": 400} without a frame.
        const bool framed = std::string_view(key) == "error";
        answer.error = read_error(framed || error->IsString() ? *error : document, response.status);
        return answer;
      }
    }
  }
  answer.error = error_of_status(response.status, fmt::format("HTTP {}", response.status));
  return answer;
}

Answer read_answer(const http::Response& response, Api api) {
  if (response.failure != http::Failure::none || response.status != 200) {
    return failed_answer(response);
  }
  const rapidjson::Document document = parsed_json(response.body);
  if (document.HasParseError() || !document.IsObject()) {
    return unreadable("the answer is not JSON", response);
  }
  Answer answer;
  read_head(document, answer);
  if (const rapidjson::Value* error = find(&document, "error")) {
    answer.error = read_error(*error, response.status);
    return answer;
  }
  const rapidjson::Value* choice = first_of(find(&document, "choices"));
  const rapidjson::Value* message = api == Api::chat ? find(choice, "message") : choice;
  if (const rapidjson::Value* error = find(choice, "error")) {
    answer.error = read_error(*error, response.status);
    return answer;
  }
  if (message == nullptr) {
    Answer other = unreadable("the answer holds no message", response);
    other.usage = answer.usage;
    return other;
  }
  answer.text = content_of(find(message, api == Api::chat ? "content" : "text"));
  answer.refusal = short_text(text_of(find(message, "refusal")));
  answer.finish_reason = short_text(text_of(find(choice, "finish_reason")), 40);
  conclude(answer);
  return answer;
}

}  // namespace dora::llm
