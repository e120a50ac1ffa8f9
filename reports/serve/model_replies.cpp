// What a model answered, read from its JSON. Pure.
#include "reports/serve/model_replies.h"

#include <utility>

#include <rapidjson/document.h>

#include "collector/base/text/surrogate.h"

namespace dora::serve {
namespace {

/// An object, also inside a fence of Markdown; null if it is none.
rapidjson::Document object_in(std::string_view text) {
  rapidjson::Document document;
  const std::size_t begin = text.find('{');
  const std::size_t end = text.rfind('}');
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
    return document;
  }
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
      text.data() + begin, end - begin + 1);
  if (document.HasParseError() || !document.IsObject()) {
    document.SetNull();
  }
  return document;
}

std::optional<std::string> text_of(const rapidjson::Value& value) {
  if (!value.IsString()) {
    return std::nullopt;
  }
  std::string text(value.GetString(), value.GetStringLength());
  return text::has_surrogate(text) ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

std::optional<Choice> read_choice(std::string_view text) {
  const rapidjson::Document document = object_in(text);
  if (document.IsNull()) {
    return std::nullopt;
  }
  Choice choice;
  for (const auto& [name, place] :
       {std::pair("function", &choice.function), std::pair("service", &choice.service),
        std::pair("tier", &choice.tier), std::pair("metric", &choice.metric),
        std::pair("from", &choice.from), std::pair("to", &choice.to)}) {
    const auto member = document.FindMember(name);
    const auto value = member == document.MemberEnd() ? std::nullopt : text_of(member->value);
    if (!value) {
      return std::nullopt;
    }
    *place = *value;
  }
  const auto count = document.FindMember("n");
  choice.count =
      count != document.MemberEnd() && count->value.IsInt64() ? count->value.GetInt64() : 0;
  return choice;
}

std::optional<std::vector<std::string>> read_sentences(std::string_view text) {
  const rapidjson::Document document = object_in(text);
  if (document.IsNull()) {
    return std::nullopt;
  }
  const auto list = document.FindMember("sentences");
  if (list == document.MemberEnd() || !list->value.IsArray()) {
    return std::nullopt;
  }
  std::vector<std::string> sentences;
  for (const rapidjson::Value& each : list->value.GetArray()) {
    auto sentence = text_of(each);
    if (!sentence) {
      return std::nullopt;
    }
    sentences.push_back(std::move(*sentence));
  }
  return sentences;
}

}  // namespace dora::serve
