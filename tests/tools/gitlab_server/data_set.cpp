// The data the server serves, generated or recorded: for each merge request, an entry to filter by
// and a text.
#include "tests/tools/gitlab_server/data_set.h"

#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "tests/tools/gitlab_server/label_list.h"
#include "tests/tools/gitlab_server/merge_request_json.h"

namespace dora::test {
namespace {

using Json = rapidjson::Value;

std::string text_of(const Json& object, const char* key) {
  const auto found = object.FindMember(key);
  return found != object.MemberEnd() && found->value.IsString() ? found->value.GetString() : "";
}

std::int64_t number_of(const Json& object, const char* key) {
  const auto found = object.FindMember(key);
  return found != object.MemberEnd() && found->value.IsInt64() ? found->value.GetInt64() : 0;
}

DataSet::Entry to_entry(const Json& object, const std::string& place) {
  const auto fail = [&](const char* key) {
    throw base::Error(fmt::format("{} has no valid \"{}\"", place, key));
  };
  if (!object.IsObject() || number_of(object, "iid") == 0) {
    fail("iid");
  }
  const auto created = parse_moment(text_of(object, "created_at"));
  const std::string state = text_of(object, "state");
  if (!created || state.empty()) {
    fail(created ? "state" : "created_at");
  }
  const std::int64_t id = number_of(object, "id");
  const std::int64_t iid = number_of(object, "iid");
  return {id != 0 ? id : iid, iid, state, *created,
          parse_moment(text_of(object, "updated_at")).value_or(*created)};
}

std::string serialized(const Json& object) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  object.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

using Allocator = rapidjson::Document::AllocatorType;

std::string without_details(Json object, Allocator& allocator) {
  Json simple(rapidjson::kObjectType);
  for (const char* key : {"id", "iid", "project_id", "title", "description", "state", "created_at",
                          "updated_at", "web_url"}) {
    if (object.HasMember(key)) {
      simple.AddMember(rapidjson::StringRef(key), object[key], allocator);
    }
  }
  return serialized(simple);
}

/// Extracts what the merge request is found by, and its text.
DataItem to_item(Json& object, Allocator& allocator, const std::string& place) {
  DataItem item{to_entry(object, place), serialized(object), {}};
  item.simple = without_details(std::move(object), allocator);
  return item;
}

}  // namespace

DataItem patched_item(const std::string& text, const std::string& patch, const std::string& place) {
  rapidjson::Document document;
  document.Parse(text.c_str());
  Allocator& allocator = document.GetAllocator();
  rapidjson::Document changes;
  changes.Parse(patch.c_str());
  if (!document.IsObject() || !changes.IsObject()) {
    throw base::Error(place + " is not a JSON object");
  }
  for (const auto& [name, value] : std::as_const(changes).GetObject()) {
    document.RemoveMember(name);
    document.AddMember(Json(name, allocator), Json(value, allocator), allocator);
  }
  return to_item(document, allocator, place);
}

DataSet generated_data(std::vector<MergeRequest> merge_requests, Project project) {
  DataSet data;
  data.entries.reserve(merge_requests.size());
  std::set<std::string> labels;
  for (const MergeRequest& item : merge_requests) {
    labels.insert(item.labels.begin(), item.labels.end());
    data.entries.push_back(
        {item.id, item.iid, std::string(to_text(item.state)), item.created_at, item.updated_at});
  }
  data.labels.assign(labels.begin(), labels.end());
  auto items = std::make_shared<const std::vector<MergeRequest>>(std::move(merge_requests));
  data.json = [items, project = std::move(project)](std::size_t index, bool simple) {
    const MergeRequest& item = items->at(index);
    return simple ? simple_json(item, project) : full_json(item, project);
  };
  return data;
}

DataSet recorded_data(const std::filesystem::path& file) {
  rapidjson::Document document;
  document.Parse(files::read_file(file).c_str());
  if (document.HasParseError() || !document.IsArray()) {
    throw base::Error(file.string() + ": not a JSON array of merge requests");
  }
  DataSet data;
  auto items = std::make_shared<std::vector<DataItem>>();
  for (Json& object : document.GetArray()) {
    const std::string place =
        fmt::format("{}: merge request {} of the array", file.string(), items->size() + 1);
    items->push_back(to_item(object, document.GetAllocator(), place));
    data.entries.push_back(items->back().entry);
    const std::vector<std::string> labels = labels_of(items->back().full);
    data.labels.insert(data.labels.end(), labels.begin(), labels.end());
  }
  data.json = [items](std::size_t index, bool simple) {
    return simple ? items->at(index).simple : items->at(index).full;
  };
  return data;
}

}  // namespace dora::test
