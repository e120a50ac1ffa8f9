// Reads objects from a JSON file that this program wrote.
#include "collector/model/json/json_object.h"

#include <algorithm>
#include <set>

#include <rapidjson/error/en.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/byte_order_mark.h"
#include "collector/base/text/surrogate.h"

namespace dora::model {
namespace {

/// 2^53, up to which every JSON reader keeps numbers exact; sums of a few of them fit in 64 bits.
constexpr std::int64_t largest_number = 9'007'199'254'740'992;

}  // namespace

rapidjson::Document parse_json(const JsonFile& file) {
  return parse_json(files::read_all(files::open_file_inside(file.path.parent_path(),
                                                            file.path.filename().string())),
                    file);
}

rapidjson::Document parse_json(std::string_view text, const JsonFile& file) {
  rapidjson::Document document;
  const std::string_view json = text::without_byte_order_mark(text);
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
      json.data(), json.size());
  if (document.HasParseError()) {
    throw base::Error(fmt::format("{}: not JSON at byte {}: {}; {}", file.path.string(),
                                  document.GetErrorOffset() + (text.size() - json.size()),
                                  rapidjson::GetParseError_En(document.GetParseError()),
                                  file.remedy));
  }
  return document;
}

bool JsonObject::has(const char* key) const {
  return object_.IsObject() && object_.HasMember(key);
}

const rapidjson::Value& JsonObject::member(const char* key) const {
  if (object_.IsObject()) {
    if (const auto found = object_.FindMember(key); found != object_.MemberEnd()) {
      if (std::any_of(found + 1, object_.MemberEnd(),
                      [&](const auto& other) { return other.name == found->name; })) {
        fail(key, "occurs twice");
      }
      return found->value;
    }
  }
  fail(key, "is missing");
}

std::string JsonObject::text(const char* key) const {
  const rapidjson::Value& value = member(key);
  if (!value.IsString()) {
    fail(key, "is not text");
  }
  return whole_text(key, value);
}

std::string JsonObject::whole_text(const char* key, const rapidjson::Value& value) const {
  const std::string_view text(value.GetString(), value.GetStringLength());
  if (text::has_surrogate(text)) {
    fail(key, "holds half of a surrogate pair");
  }
  return std::string(text);
}

std::int64_t JsonObject::number(const char* key) const {
  const rapidjson::Value& value = member(key);
  if (!value.IsInt64() || value.GetInt64() < 0 || value.GetInt64() > largest_number) {
    fail(key, fmt::format("is not a whole number from 0 to {}", largest_number));
  }
  return value.GetInt64();
}

bool JsonObject::flag(const char* key) const {
  const rapidjson::Value& value = member(key);
  if (!value.IsBool()) {
    fail(key, "is neither true nor false");
  }
  return value.GetBool();
}

std::vector<std::string> JsonObject::texts(const char* key) const {
  return texts(key, member(key));
}

std::vector<std::vector<std::string>> JsonObject::lists_of_texts(const char* key) const {
  std::vector<std::vector<std::string>> result;
  for (const rapidjson::Value& item : array(key, member(key))) {
    result.push_back(texts(key, item));
  }
  return result;
}

std::vector<JsonObject> JsonObject::objects(const char* key) const {
  std::vector<JsonObject> result;
  for (const rapidjson::Value& item : array(key, member(key))) {
    result.emplace_back(item, file_);
  }
  return result;
}

std::vector<std::pair<std::string, JsonObject>> JsonObject::members(const char* key) const {
  const rapidjson::Value& value = member(key);
  if (!value.IsObject()) {
    fail(key, "is not an object");
  }
  std::vector<std::pair<std::string, JsonObject>> result;
  std::set<std::string_view> names;
  for (const auto& each : value.GetObject()) {
    result.emplace_back(whole_text(key, each.name), JsonObject(each.value, file_));
    if (!names.emplace(each.name.GetString(), each.name.GetStringLength()).second) {
      fail(key, fmt::format("has the key '{}' twice", result.back().first));
    }
  }
  return result;
}

void JsonObject::fail(const char* key, std::string_view what) const {
  throw base::Error(fmt::format("{}: \"{}\" {}; {}", file_.path.string(), key, what, file_.remedy));
}

rapidjson::Value::ConstArray JsonObject::array(const char* key,
                                               const rapidjson::Value& value) const {
  if (!value.IsArray()) {
    fail(key, "is not a list");
  }
  return value.GetArray();
}

std::vector<std::string> JsonObject::texts(const char* key, const rapidjson::Value& value) const {
  std::vector<std::string> result;
  for (const rapidjson::Value& item : array(key, value)) {
    if (!item.IsString()) {
      fail(key, "holds something that is not text");
    }
    result.push_back(whole_text(key, item));
  }
  return result;
}

}  // namespace dora::model
