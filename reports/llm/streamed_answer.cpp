// Puts a streamed answer together from its events. Pure.
#include "reports/llm/streamed_answer.h"

#include "reports/llm/answer_parts.h"
#include "reports/llm/json_value.h"

namespace dora::llm {
namespace {

constexpr std::size_t largest_text = std::size_t{1} << 20U;

}  // namespace

void StreamedAnswer::keep_plain(std::string_view bytes) {
  if (!maybe_plain_) {
    return;
  }
  plain_ += bytes;
  const auto first = plain_.find_first_not_of(" \t\r\n");
  maybe_plain_ = first == std::string::npos ? plain_.size() < 1000 : plain_[first] == '{';
  if (!maybe_plain_ || plain_.size() > largest_text) {
    maybe_plain_ = false;
    plain_.clear();
  }
}

bool StreamedAnswer::feed(std::string_view bytes) {
  keep_plain(bytes);
  if (!events_.feed(bytes, [this](std::string_view data) { read_event(data); }) && !stopped_) {
    stopped_ = true;
    answer_.error = {Trouble::unreadable, "an event of the stream is too large", "", 200};
  }
  return !stopped_;
}

void StreamedAnswer::read_event(std::string_view data) {
  maybe_plain_ = false;
  plain_.clear();
  if (done_ || stopped_) {
    return;
  }
  if (data == "[DONE]") {
    done_ = true;
    return;
  }
  const rapidjson::Document document = parsed_json(data);
  if (document.HasParseError() || !document.IsObject()) {
    stopped_ = true;
    answer_.error = {Trouble::unreadable,
                     "an event of the stream is not JSON: '" + short_text(data, 80) + "'", "", 200};
    return;
  }
  read_head(document, answer_);
  // The chunk with the usage has no choice; some servers write null.
  const rapidjson::Value* choice = first_of(find(&document, "choices"));
  const rapidjson::Value* error = find(&document, "error");
  error = error == nullptr ? find(choice, "error") : error;
  if (error != nullptr) {
    stopped_ = true;
    answer_.error = read_error(*error, 200);
    return;
  }
  const rapidjson::Value* delta = api_ == Api::chat ? find(choice, "delta") : choice;
  const std::string text = content_of(find(delta, api_ == Api::chat ? "content" : "text"));
  answer_.refusal += text_of(find(delta, "refusal"));
  if (const std::string_view reason = text_of(find(choice, "finish_reason")); !reason.empty()) {
    answer_.finish_reason = short_text(reason, 40);
  }
  answer_.text += text;
  stopped_ = answer_.text.size() + answer_.refusal.size() > largest_text ||
             (!text.empty() && on_text_ && !on_text_(text));
}

Answer StreamedAnswer::finish(const http::Response& response) {
  if (!stopped_) {
    events_.finish([this](std::string_view data) { read_event(data); });
  }
  const bool ended = done_ || !answer_.finish_reason.empty();
  if (maybe_plain_ && !plain_.empty() && response.failure == http::Failure::none) {
    http::Response whole = response;
    whole.body = std::move(plain_);
    Answer answer = read_answer(whole, api_);
    if (!answer.text.empty() && on_text_) {
      on_text_(answer.text);
    }
    return answer;
  }
  if (response.failure == http::Failure::none && response.status != 200) {
    return failed_answer(response);
  }
  answer_.refusal = short_text(answer_.refusal);
  if (ended && answer_.error.trouble == Trouble::none) {
    conclude(answer_);
    return std::move(answer_);
  }
  if (answer_.error.trouble == Trouble::none) {
    answer_.error = {Trouble::transport,
                     response.failure == http::Failure::none
                         ? "the stream ended before the answer did"
                         : short_text(response.failure_text),
                     "", 0};
  }
  answer_.outcome = answer_.text.empty() ? Outcome::failed : Outcome::cut;
  return std::move(answer_);
}

}  // namespace dora::llm
