// Reads objects from a JSON file that this program wrote.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <rapidjson/document.h>

namespace dora::model {

/// A file that we wrote, and how to restore it if it is not as we write it ("collect again").
struct JsonFile {
  std::filesystem::path path;
  std::string_view remedy;
};

/// Skips a byte order mark. Throws an Error that names the file and the invalid byte.
rapidjson::Document parse_json(const JsonFile& file);
/// The same for text that was read from elsewhere; `file` names it in messages.
rapidjson::Document parse_json(std::string_view text, const JsonFile& file);

/// Typed access. Anything that is not as we write it, including a duplicate key, is an Error that
/// names the file, the key and the remedy. The value and the file are borrowed.
class JsonObject {
 public:
  JsonObject(const rapidjson::Value& object, const JsonFile& file) : object_(object), file_(file) {}

  /// For keys that files of earlier versions lack.
  bool has(const char* key) const;
  const rapidjson::Value& member(const char* key) const;
  std::string text(const char* key) const;
  /// From 0 to 2^53.
  std::int64_t number(const char* key) const;
  bool flag(const char* key) const;
  JsonObject object(const char* key) const { return {member(key), file_}; }
  std::vector<std::string> texts(const char* key) const;
  std::vector<std::vector<std::string>> lists_of_texts(const char* key) const;
  std::vector<JsonObject> objects(const char* key) const;
  /// Every member of an object, none of them twice.
  std::vector<std::pair<std::string, JsonObject>> members(const char* key) const;

  /// Returns what `parse` makes of the text; `parse` returns an optional, nullopt if it does not
  /// know the text.
  template <class Parse>
  auto parsed(const char* key, Parse parse) const {
    const auto value = parse(text(key));
    if (!value) {
      fail(key, fmt::format("has the value '{}', which is not known", text(key)));
    }
    return *value;
  }

  [[noreturn]] void fail(const char* key, std::string_view what) const;

 private:
  std::string whole_text(const char* key, const rapidjson::Value& value) const;
  rapidjson::Value::ConstArray array(const char* key, const rapidjson::Value& value) const;
  std::vector<std::string> texts(const char* key, const rapidjson::Value& value) const;

  const rapidjson::Value& object_;
  const JsonFile& file_;
};

}  // namespace dora::model
