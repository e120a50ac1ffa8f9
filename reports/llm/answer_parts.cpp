// The parts that whole answers and streamed ones have in common; include it only in .cpp files of
// this room.
#include "reports/llm/answer_parts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "collector/base/text/ascii.h"
#include "collector/base/text/printable.h"
#include "collector/base/text/redact.h"
#include "reports/llm/json_value.h"

namespace dora::llm {
namespace {

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

/// The status that an error inside an HTTP 200 stands for: OpenRouter sends a number as its code,
/// others a word.
int status_of_code(const rapidjson::Value* code, std::string_view words) {
  if (const std::int64_t number = count_of(code); number >= 400 && number < 600) {
    return static_cast<int>(number);
  }
  int number = 0;
  const std::string_view text = text_of(code);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= 400 && number < 600) {
    return number;
  }
  if (contains_any(words, {"rate_limit", "ratelimit"})) {
    return 429;
  }
  return contains_any(words, {"server_error", "overloaded", "timeout", "unavailable"}) ? 503 : 0;
}

bool is_quota(std::string_view words) {
  return contains_any(words, {"insufficient_quota", "billing_hard_limit_reached",
                              "billing_not_active", "insufficient_credits", "insufficient_balance",
                              "access_terminated", "exceeded your current quota"});
}

bool is_too_long(std::string_view words) {
  return contains_any(words, {"context_length_exceeded", "exceed_context_size",
                              "maximum context length", "prompt is too long"});
}

Trouble trouble_of_status(int status) {
  switch (status) {
    case 401:
    case 403:
      return Trouble::credentials;
    case 402:
      return Trouble::quota;
    case 404:
      return Trouble::not_found;
    case 408:
    case 409:
    case 429:
      return Trouble::busy;
    default:
      break;
  }
  if (status >= 300 && status < 400) {
    return Trouble::redirect;
  }
  if (status >= 500) {
    return Trouble::server;
  }
  return status >= 400 ? Trouble::invalid_request : Trouble::unreadable;
}

}  // namespace

std::string short_text(std::string_view text, std::size_t most) {
  const std::string_view cut = text::cut_text(text, most);
  std::string result = text::hide_tokens(text::printable(cut));
  return cut.size() < text.size() ? result + " ..." : result;
}

ApiError read_error(const rapidjson::Value& error, int status) {
  ApiError result;
  if (error.IsString()) {
    result.message = short_text(text_of(&error));
  } else {
    result.message = short_text(text_of(find(&error, "message")));
    result.parameter = short_text(text_of(find(&error, "param")), 60);
  }
  const rapidjson::Value* code = find(&error, "code");
  const std::string words =
      text::ascii_lower(std::string(text_of(code)) + " " +
                        std::string(text_of(find(&error, "type"))) + " " + result.message);
  result.status = status >= 400 ? status : status_of_code(code, words);
  if (result.message.empty()) {
    result.message = "the server names no reason";
  }
  if (is_quota(words)) {
    result.trouble = Trouble::quota;
  } else if (is_too_long(words)) {
    result.trouble = Trouble::too_long;
  } else {
    result.trouble =
        result.status == 0 ? Trouble::invalid_request : trouble_of_status(result.status);
  }
  return result;
}

ApiError error_of_status(int status, std::string message) {
  return {trouble_of_status(status), std::move(message), "", status};
}

void read_head(const rapidjson::Value& object, Answer& answer) {
  constexpr std::size_t longest = 200;
  if (const std::string_view id = text_of(find(&object, "id")); !id.empty()) {
    answer.id = short_text(id, longest);
  }
  if (const std::string_view model = text_of(find(&object, "model")); !model.empty()) {
    answer.model = short_text(model, longest);
  }
  answer.created = std::max(answer.created, count_of(find(&object, "created")));
  const rapidjson::Value* usage = find(&object, "usage");
  const std::int64_t prompt = count_of(find(usage, "prompt_tokens"));
  if (prompt < 0) {
    return;
  }
  const std::int64_t total = count_of(find(usage, "total_tokens"));
  std::int64_t completion = count_of(find(usage, "completion_tokens"));
  if (completion < 0) {
    completion = std::max<std::int64_t>(0, total - prompt);
  }
  answer.usage = Usage{prompt, completion, std::max(total, prompt + completion)};
}

std::string content_of(const rapidjson::Value* content) {
  if (content == nullptr || !content->IsArray()) {
    return std::string(text_of(content));
  }
  std::string text;
  for (const rapidjson::Value& part : content->GetArray()) {
    text += text_of(find(&part, "text"));
  }
  return text;
}

void conclude(Answer& answer) {
  if (!answer.refusal.empty() || answer.finish_reason == "content_filter") {
    answer.outcome = Outcome::refused;
  } else if (answer.finish_reason == "length") {
    answer.outcome = Outcome::cut;
  } else if (answer.text.empty()) {
    answer.outcome = Outcome::failed;
    answer.error = {Trouble::unreadable, "the answer holds no text", "", 200};
  } else {
    answer.outcome = Outcome::complete;
  }
}

}  // namespace dora::llm
