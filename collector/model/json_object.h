// Reads an object of a JSON file that we wrote; for .cpp files of the model only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <rapidjson/document.h>

#include "collector/base/error.h"
#include "collector/model/collection.h"

namespace dora::model {

/// Typed access; what is not as we write it is an Error that names the file and the key. The value
/// is borrowed.
class JsonObject {
 public:
  JsonObject(const rapidjson::Value& object, std::string place)
      : object_(object), place_(std::move(place)) {}

  /// For what files of earlier versions lack.
  bool has(const char* key) const { return object_.IsObject() && object_.HasMember(key); }

  const rapidjson::Value& member(const char* key) const {
    if (!object_.IsObject() || !object_.HasMember(key)) {
      fail(key, "is missing");
    }
    return object_[key];
  }

  std::string text(const char* key) const {
    const rapidjson::Value& value = member(key);
    if (!value.IsString()) {
      fail(key, "is not text");
    }
    return {value.GetString(), value.GetStringLength()};
  }

  std::int64_t number(const char* key) const {
    const rapidjson::Value& value = member(key);
    if (!value.IsInt64()) {
      fail(key, "is not a whole number");
    }
    return value.GetInt64();
  }

  template <class Parse>
  auto parsed(const char* key, Parse parse) const {
    const auto value = parse(text(key));
    if (!value) {
      fail(key, fmt::format("has the value '{}', which is not known", text(key)));
    }
    return *value;
  }

  bool flag(const char* key) const {
    const rapidjson::Value& value = member(key);
    if (!value.IsBool()) {
      fail(key, "is neither true nor false");
    }
    return value.GetBool();
  }

  std::vector<std::string> texts(const char* key) const { return texts(key, member(key)); }

  std::vector<JsonObject> objects(const char* key) const {
    std::vector<JsonObject> result;
    for (const rapidjson::Value& item : array(key, member(key))) {
      result.emplace_back(item, place_);
    }
    return result;
  }

  std::vector<SuspiciousNames> names(const char* key) const {
    std::vector<SuspiciousNames> result;
    for (const rapidjson::Value& item : array(key, member(key))) {
      auto parts = texts(key, item);
      if (parts.size() != 3) {
        fail(key, "holds a list that is not of three texts");
      }
      result.push_back({std::move(parts[0]), std::move(parts[1]), std::move(parts[2])});
    }
    return result;
  }

  std::optional<std::chrono::year_month_day> date(const char* key) const {
    return member(key).IsNull() ? std::nullopt : std::optional(parsed(key, parse_date));
  }

 private:
  rapidjson::Value::ConstArray array(const char* key, const rapidjson::Value& value) const {
    if (!value.IsArray()) {
      fail(key, "is not a list");
    }
    return value.GetArray();
  }

  std::vector<std::string> texts(const char* key, const rapidjson::Value& value) const {
    std::vector<std::string> result;
    for (const rapidjson::Value& item : array(key, value)) {
      if (!item.IsString()) {
        fail(key, "holds something that is not text");
      }
      result.emplace_back(item.GetString(), item.GetStringLength());
    }
    return result;
  }

  [[noreturn]] void fail(const char* key, std::string_view what) const {
    throw base::Error(fmt::format("{}: \"{}\" {}; collect again", place_, key, what));
  }

  const rapidjson::Value& object_;
  std::string place_;
};

}  // namespace dora::model
