// Writes collection.json.
#include "collector/model/collection.h"

#include <rapidjson/prettywriter.h>

#include "collector/model/collection_fields.h"
#include "collector/model/json/json_text.h"

namespace dora::model {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void put(Writer& writer, const char* key, std::string_view value) {
  writer.Key(key);
  writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void put(Writer& writer, const char* key, const std::optional<std::chrono::year_month_day>& date) {
  if (date) {
    put(writer, key, to_string(*date));
  } else {
    writer.Key(key);
    writer.Null();
  }
}

void put(Writer& writer, const char* key, bool value) {
  writer.Key(key);
  writer.Bool(value);
}

void put_text(Writer& writer, std::string_view value) {
  writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void put(Writer& writer, const char* key, const std::vector<std::string>& values) {
  writer.Key(key);
  writer.StartArray();
  for (const std::string& value : values) {
    put_text(writer, value);
  }
  writer.EndArray();
}

void put(Writer& writer, const char* key, const std::vector<SuspiciousNames>& values) {
  writer.Key(key);
  writer.StartArray();
  for (const SuspiciousNames& value : values) {
    writer.StartArray();
    put_text(writer, value.first);
    put_text(writer, value.second);
    put_text(writer, value.difference);
    writer.EndArray();
  }
  writer.EndArray();
}

void put(Writer& writer, const char* key, const std::optional<ServiceLabels>& labels) {
  if (!labels) {
    return;
  }
  writer.Key(key);
  writer.StartObject();
  put(writer, "usual", to_string(labels->usual));
  put(writer, "other", labels->other);
  put(writer, "both", labels->both);
  writer.EndObject();
}

/// `[["payments-api", "payments"], ...]`: a service, then its groups. Absent without groups.
void put(Writer& writer, const char* key, const std::vector<ServiceGroups>& services) {
  if (services.empty()) {
    return;
  }
  writer.Key(key);
  writer.StartArray();
  for (const ServiceGroups& each : services) {
    writer.StartArray();
    writer.String(each.service.data(), static_cast<rapidjson::SizeType>(each.service.size()));
    for (const std::string& group : each.groups) {
      writer.String(group.data(), static_cast<rapidjson::SizeType>(group.size()));
    }
    writer.EndArray();
  }
  writer.EndArray();
}

/// `[["old", "new"], ...]`. Absent without any.
void put(Writer& writer, const char* key, const std::map<std::string, std::string>& renames) {
  if (renames.empty()) {
    return;
  }
  writer.Key(key);
  writer.StartArray();
  for (const auto& [old_name, new_name] : renames) {
    writer.StartArray();
    put_text(writer, old_name);
    put_text(writer, new_name);
    writer.EndArray();
  }
  writer.EndArray();
}

/// Absent without any.
void put(Writer& writer, const char* key, const std::vector<UnreadExample>& examples) {
  if (examples.empty()) {
    return;
  }
  writer.Key(key);
  writer.StartArray();
  for (const UnreadExample& each : examples) {
    writer.StartObject();
    put(writer, "what", each.what);
    put(writer, "project", each.project);
    writer.Key("iid");
    writer.Int64(each.iid);
    put(writer, "title", each.title);
    put(writer, "branch", each.branch);
    put(writer, "web_url", each.web_url);
    writer.EndObject();
  }
  writer.EndArray();
}

void put_parts(Writer& writer, const std::vector<ProjectPart>& parts) {
  writer.Key("projects");
  writer.StartArray();
  for (const ProjectPart& part : parts) {
    writer.StartObject();
    put(writer, "project", part.project);
    put(writer, "project_url", part.project_url);
    writer.Key("merge_requests");
    writer.Int64(part.merge_requests);
    writer.Key("missing_iids");
    writer.Int64(part.missing_iids.count);
    put(writer, "first_missing_iids", part.missing_iids.first_ranges);
    writer.EndObject();
  }
  writer.EndArray();
}

/// What was collected, and the requested counting settings.
void put_settings(Writer& writer, const Collection& collection) {
  put(writer, "project", collection.project);
  put(writer, "project_url", collection.project_url);
  put_parts(writer, collection.projects);
  put(writer, "partial", collection.partial);
  put(writer, "collected_at", to_string(collection.collected_at));
  const CountingSettings& counting = collection.counting;
  put(writer, "period", to_string(counting.granularity));
  put(writer, "time_zone", counting.time_zone);
  put(writer, "date_by", to_string(counting.date_by));
  put(writer, "since", counting.since);
  put(writer, "until", counting.until);
  put(writer, "service_prefix", counting.service_prefix);
  put(writer, "tier_prefix", counting.tier_prefix);
  if (!counting.group_prefix.empty()) {
    put(writer, "group_prefix", counting.group_prefix);
  }
  if (!counting.groups_file.empty()) {
    put(writer, "groups_file", counting.groups_file);
  }
  if (!counting.service_from.empty()) {
    put(writer, "service_from", counting.service_from);
  }
  if (!counting.tier_from.empty()) {
    put(writer, "tier_from", counting.tier_from);
  }
  if (!counting.default_tier.empty()) {
    put(writer, "default_tier", counting.default_tier);
  }
  if (!counting.rename_file.empty()) {
    put(writer, "rename_file", counting.rename_file);
  }
  put(writer, "renames", counting.renames);
  if (!collection.read_by.empty()) {
    writer.Key("read_by");
    writer.StartArray();
    for (const ReadBy& each : collection.read_by) {
      writer.StartObject();
      put(writer, "what", each.what);
      put(writer, "rule", each.rule);
      writer.Key("merge_requests");
      writer.Int64(each.merge_requests);
      writer.EndObject();
    }
    writer.EndArray();
  }
  put(writer, "exclude_authors", counting.exclude_authors);
  put(writer, "exclude_labels", counting.exclude_labels);
  put(writer, "exclude_bots", counting.exclude_bots);
  writer.Key("superseded_within_minutes");
  writer.Int64(counting.superseded_within.count());
}

}  // namespace

std::string to_json(const Collection& collection) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  put_settings(writer, collection);
  writer.Key("merge_requests");
  writer.StartObject();
  for (const auto& field : merge_request_fields) {
    writer.Key(field.key);
    writer.Int64(collection.merge_requests.*field.member);
  }
  writer.EndObject();
  for (const auto& field : total_fields) {
    writer.Key(field.key);
    writer.Int64(collection.*field.member);
  }
  put(writer, "suspicious_names", collection.suspicious_names);
  put(writer, "more_suspicious_names", collection.more_suspicious_names);
  put(writer, "service_labels", collection.service_labels);
  put(writer, "unread", collection.unread);
  put(writer, "service_groups", collection.service_groups);
  writer.EndObject();
  return escape_controls({buffer.GetString(), buffer.GetSize()}) + "\n";
}

}  // namespace dora::model
