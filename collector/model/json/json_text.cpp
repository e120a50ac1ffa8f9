// Writes JSON that is safe to show on a terminal.
#include "collector/model/json/json_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/base/text/printable.h"

namespace dora::model {
namespace {

/// The first bytes of what control_at() finds; C0 is either JSON's own layout or already escaped.
constexpr std::string_view suspects = "\x7f\xc2\xd8\xe2\xef";

}  // namespace

std::string escape_controls(std::string json) {
  std::string result;
  std::size_t copied = 0;
  for (std::size_t at = json.find_first_of(suspects); at != std::string::npos;
       at = json.find_first_of(suspects, at + 1)) {
    const auto control = text::control_at(std::string_view(json).substr(at));
    if (control.length == 0) {
      continue;
    }
    result.append(json, copied, at - copied);
    result += fmt::format("\\u{:04X}", control.code_point);
    copied = at + control.length;
  }
  return copied == 0 ? std::move(json) : result.append(json, copied);
}

void append_json(std::string& json, std::string_view value) {
  const auto is_special = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E ||
           c == '"' || c == '\\';
  };
  if (std::none_of(value.begin(), value.end(), is_special)) {  // True of nearly all.
    json.append("\"").append(value).append("\"");
    return;
  }
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  json += escape_controls({buffer.GetString(), buffer.GetSize()});
}

}  // namespace dora::model
