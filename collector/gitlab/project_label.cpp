// A label of a project, and the parser for a page of a project's labels.
#include "collector/gitlab/project_label.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include "collector/base/text/surrogate.h"

namespace dora::gitlab {

ParsedLabels parse_label_page(std::string_view body) {
  constexpr unsigned flags = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;
  rapidjson::Document document;
  document.Parse<flags>(body.data(), body.size());
  if (document.HasParseError() || !document.IsArray()) {
    return {{}, "not a list of labels"};
  }
  ParsedLabels result;
  for (const auto& each : document.GetArray()) {
    const bool complete = each.IsObject() && each.HasMember("id") && each["id"].IsInt64() &&
                          each["id"].GetInt64() > 0 && each.HasMember("name") &&
                          each["name"].IsString();
    if (!complete) {
      return {{},
              fmt::format("label {} of the page lacks an id or a name", result.labels.size() + 1)};
    }
    const std::string_view name(each["name"].GetString(), each["name"].GetStringLength());
    if (text::has_surrogate(name)) {
      return {{},
              fmt::format("label {} of the page has a name with half of a surrogate pair",
                          result.labels.size() + 1)};
    }
    result.labels.push_back({each["id"].GetInt64(), std::string(name)});
  }
  return result;
}

}  // namespace dora::gitlab
