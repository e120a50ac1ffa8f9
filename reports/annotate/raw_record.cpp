// One answered request as a line of annotations.jsonl or as a tagged block. Pure.
#include "reports/annotate/raw_record.h"

#include <fmt/format.h>

#include "collector/model/instant.h"
#include "collector/model/json/json_text.h"

namespace dora::annotate {
namespace {

void append_text(std::string& json, const char* key, std::string_view value) {
  json += fmt::format(",\"{}\":", key);
  model::append_json(json, value);
}

/// What is known of an answer beside its text.
void append_meta(std::string& json, const StoredAnswer& stored) {
  const llm::Answer& answer = stored.answer;
  append_text(json, "key", stored.key);
  append_text(json, "model", stored.model);
  append_text(json, "answered_by", answer.model);
  append_text(json, "answer_id", answer.id);
  json += fmt::format(",\"created\":{}", answer.created);
  append_text(json, "received",
              model::to_string(model::Instant(std::chrono::seconds(stored.received))));
  append_text(json, "outcome", to_string(answer.outcome));
  append_text(json, "finish_reason", answer.finish_reason);
  json +=
      answer.usage
          ? fmt::format(",\"prompt_tokens\":{},\"completion_tokens\":{},\"total_tokens\":{}",
                        answer.usage->prompt_tokens, answer.usage->completion_tokens,
                        answer.usage->total_tokens)
          : std::string(",\"prompt_tokens\":null,\"completion_tokens\":null,\"total_tokens\":null");
  json +=
      fmt::format(",\"duration_ms\":{},\"attempts\":{}", answer.duration.count(), answer.attempts);
  append_text(json, "verdict", stored.verdict);
}

std::string in_tags(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  }
  return result;
}

std::string json_in_tags(const std::string& json) {
  std::string result;
  for (const char c : json) {
    result += c == '&' ? "\\u0026" : c == '<' ? "\\u003C" : std::string(1, c);
  }
  return result;
}

}  // namespace

std::string raw_line(const std::string& record, const llm::ModelRequest& request,
                     const StoredAnswer& stored) {
  std::string json = "{\"id\":";
  model::append_json(json, record);
  json += ",\"messages\":[";
  for (std::size_t i = 0; i < request.messages.size(); ++i) {
    json += i == 0 ? "{\"role\":" : ",{\"role\":";
    model::append_json(json, request.messages[i].role);
    append_text(json, "content", request.messages[i].content);
    json += "}";
  }
  json += "]";
  append_text(json, "answer", stored.answer.text);
  append_text(json, "refusal", stored.answer.refusal);
  append_meta(json, stored);
  return json + "}";
}

std::string block(const std::string& record, std::string_view snippet, const StoredAnswer& stored) {
  std::string meta = "{\"id\":";
  model::append_json(meta, record);
  append_meta(meta, stored);
  return fmt::format(
      "<a-block><a-snippet>{}</a-snippet><a-annotation>{}</a-annotation><a-meta>{}</a-meta>"
      "</a-block>\n",
      in_tags(snippet), in_tags(stored.answer.text), json_in_tags(meta + "}"));
}

}  // namespace dora::annotate
