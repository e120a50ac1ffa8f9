// Reads values from JSON of others; include it only in .cpp files of this room.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <rapidjson/document.h>

#include "collector/base/text/surrogate.h"

namespace dora::llm {

/// Without recursion, so that nesting costs no stack. Check HasParseError().
inline rapidjson::Document parsed_json(std::string_view text) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
      text.data(), text.size());
  return document;
}

/// Returns nullptr if `value` is no object, or has no such member, or it is null.
inline const rapidjson::Value* find(const rapidjson::Value* value, const char* key) {
  if (value == nullptr || !value->IsObject()) {
    return nullptr;
  }
  const auto found = value->FindMember(key);
  return found == value->MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

/// Returns nullptr if `value` is no array or is empty.
inline const rapidjson::Value* first_of(const rapidjson::Value* value) {
  return value != nullptr && value->IsArray() && !value->Empty() ? &(*value)[0] : nullptr;
}

/// Returns an empty text for anything that is not a valid one.
inline std::string_view text_of(const rapidjson::Value* value) {
  if (value == nullptr || !value->IsString()) {
    return {};
  }
  const std::string_view text(value->GetString(), value->GetStringLength());
  return text::has_surrogate(text) ? std::string_view() : text;
}

/// Returns -1 for anything that is not a whole number from 0 to 2^53.
inline std::int64_t count_of(const rapidjson::Value* value) {
  constexpr double most = 9007199254740992.0;
  if (value == nullptr || !value->IsNumber()) {
    return -1;
  }
  const double number = value->GetDouble();
  const bool whole = number >= 0 && number <= most &&
                     static_cast<double>(static_cast<std::int64_t>(number)) == number;
  return whole ? static_cast<std::int64_t>(number) : -1;
}

}  // namespace dora::llm
