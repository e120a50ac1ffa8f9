// A change to the data while the server runs: puts or deletes a merge request, renames or deletes a
// label.
#include "tests/tools/gitlab_server/change.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/base/error.h"

namespace dora::test {
namespace {

using Json = rapidjson::Value;

std::int64_t positive(const Json& object, const char* key) {
  const auto found = object.FindMember(key);
  return found != object.MemberEnd() && found->value.IsInt64() ? found->value.GetInt64() : 0;
}

std::string text(const Json& object, const char* key) {
  const auto found = object.FindMember(key);
  return found != object.MemberEnd() && found->value.IsString() ? found->value.GetString() : "";
}

std::string text_of_json(const Json& object) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  object.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

/// Returns a change with iid 0 and no label if the object is invalid.
Change to_change(const Json& object) {
  Change change;
  if (!object.IsObject()) {
    return change;
  }
  change.after = static_cast<std::size_t>(positive(object, "after"));
  change.iid = positive(object, "delete");
  change.label_name = text(object, "to");
  change.label = text(object, change.label_name.empty() ? "delete_label" : "rename_label");
  const auto put = object.FindMember("put");
  if (put != object.MemberEnd() && put->value.IsObject() && change.iid == 0) {
    change.iid = positive(put->value, "iid");
    change.patch = text_of_json(put->value);
  }
  return change;
}

}  // namespace

std::vector<Change> parse_changes(const std::string& json, const std::string& source) {
  rapidjson::Document document;
  document.Parse(json.c_str());
  if (document.HasParseError() || !document.IsArray()) {
    throw base::Error(source + ": not a JSON array of changes");
  }
  std::vector<Change> changes;
  for (const Json& object : document.GetArray()) {
    changes.push_back(to_change(object));
    if (changes.back().iid == 0 && changes.back().label.empty()) {
      throw base::Error(
          fmt::format("{}: change {} has neither \"put\" with an iid nor \"delete\", "
                      "\"rename_label\" with \"to\" nor \"delete_label\"",
                      source, changes.size()));
    }
  }
  return changes;
}

}  // namespace dora::test
