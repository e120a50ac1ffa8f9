// The project's labels, and what happens to a merge request's labels if one is renamed or deleted.
#include "tests/tools/gitlab_server/label_list.h"

#include <algorithm>

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace dora::test {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(Writer& writer, const std::string& text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

}  // namespace

std::vector<std::string> labels_of(const std::string& merge_request) {
  rapidjson::Document document;
  document.Parse(merge_request.c_str());
  std::vector<std::string> labels;
  if (document.IsObject() && document.HasMember("labels") && document["labels"].IsArray()) {
    for (const auto& label : document["labels"].GetArray()) {
      if (label.IsString()) {
        labels.emplace_back(label.GetString(), label.GetStringLength());
      }
    }
  }
  return labels;
}

std::optional<std::string> renamed_labels(const std::string& merge_request,
                                          const std::string& label, const std::string& new_name) {
  std::vector<std::string> labels = labels_of(merge_request);
  const auto found = std::find(labels.begin(), labels.end(), label);
  if (found == labels.end()) {
    return std::nullopt;
  }
  labels.erase(found);
  if (!new_name.empty()) {
    labels.push_back(new_name);
    std::sort(labels.begin(), labels.end());
  }
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  writer.Key("labels");
  writer.StartArray();
  for (const std::string& each : labels) {
    write(writer, each);
  }
  writer.EndArray();
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize());
}

void LabelList::add(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    next_id_ += ids_.try_emplace(name, next_id_).second ? 1 : 0;
  }
}

void LabelList::rename(const std::string& label, const std::string& new_name) {
  auto node = ids_.extract(label);
  if (!node.empty() && !new_name.empty()) {
    node.key() = new_name;
    ids_.insert(std::move(node));
  }
}

std::vector<std::string> LabelList::texts() const {
  std::vector<std::string> result;
  for (const auto& [name, id] : ids_) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    writer.Key("id");
    writer.Int64(id);
    writer.Key("name");
    write(writer, name);
    writer.Key("color");
    writer.String("#428BCA");
    writer.Key("description");
    writer.Null();
    writer.Key("is_project_label");
    writer.Bool(true);
    writer.EndObject();
    result.emplace_back(buffer.GetString(), buffer.GetSize());
  }
  return result;
}

}  // namespace dora::test
