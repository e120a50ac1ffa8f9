// What was collected and how it was counted: collection.json, which lets readers verify the
// numbers.
#include "collector/model/collection.h"

#include <array>
#include <functional>

#include <rapidjson/prettywriter.h>

#include "collector/model/json_object.h"
#include "collector/model/json_text.h"

namespace dora::model {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

template <class Object>
struct NumberField {
  const char* key;
  std::int64_t Object::*member;
  bool may_be_missing = false;  ///< In files of older versions.
};

constexpr std::array<NumberField<MergeRequestCounts>, 15> merge_request_fields{{
    {"seen", &MergeRequestCounts::seen},
    {"counted", &MergeRequestCounts::counted},
    {"in_flight", &MergeRequestCounts::in_flight},
    {"unknown_state", &MergeRequestCounts::unknown_state},
    {"without_service_label", &MergeRequestCounts::without_service_label},
    {"without_tier_label", &MergeRequestCounts::without_tier_label},
    {"outside_range", &MergeRequestCounts::outside_range},
    {"excluded_author", &MergeRequestCounts::excluded_author},
    {"excluded_label", &MergeRequestCounts::excluded_label},
    {"excluded_bot", &MergeRequestCounts::excluded_bot},
    {"superseded", &MergeRequestCounts::superseded, true},
    {"with_several_services", &MergeRequestCounts::with_several_services},
    {"with_several_tiers", &MergeRequestCounts::with_several_tiers},
    {"merged_without_merged_at", &MergeRequestCounts::merged_without_merged_at},
    {"closed_without_closed_at", &MergeRequestCounts::closed_without_closed_at},
}};

constexpr std::array<NumberField<Collection>, 7> total_fields{{
    {"services", &Collection::services},
    {"deployments", &Collection::deployments},
    {"successful", &Collection::successful},
    {"failed", &Collection::failed},
    {"superseded", &Collection::superseded},
    {"requests", &Collection::requests},
    {"retries", &Collection::retries},
}};

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

std::optional<ServiceLabels> read_labels(const JsonObject& reader) {
  constexpr const char* key = "service_labels";
  if (!reader.has(key)) {
    return std::nullopt;
  }
  const JsonObject labels = reader.object(key);
  return ServiceLabels{labels.parsed("usual", parse_label_spelling), labels.texts("other"),
                       labels.texts("both")};
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

std::map<std::string, std::string> read_renames(const JsonObject& reader, const char* key) {
  std::map<std::string, std::string> renames;
  if (!reader.has(key)) {
    return renames;
  }
  for (auto& texts : reader.lists_of_texts(key)) {
    if (texts.size() != 2) {
      reader.fail(key, "holds a list without exactly two names");
    }
    renames.emplace(std::move(texts[0]), std::move(texts[1]));
  }
  return renames;
}

std::vector<ServiceGroups> read_groups(const JsonObject& reader, const char* key) {
  std::vector<ServiceGroups> services;
  if (!reader.has(key)) {
    return services;
  }
  for (auto& texts : reader.lists_of_texts(key)) {
    if (texts.size() < 2) {
      reader.fail(key, "holds a list without a service and a group");
    }
    std::string service = std::move(texts.front());
    texts.erase(texts.begin());
    services.push_back({std::move(service), std::move(texts)});
  }
  return services;
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

std::vector<UnreadExample> read_unread(const JsonObject& reader, const char* key) {
  std::vector<UnreadExample> examples;
  if (reader.has(key)) {
    for (const JsonObject& each : reader.objects(key)) {
      examples.push_back({each.text("what"), each.text("project"), each.number("iid"),
                          each.text("title"), each.text("branch"), each.text("web_url")});
    }
  }
  return examples;
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

std::vector<ProjectPart> read_parts(const JsonObject& reader) {
  std::vector<ProjectPart> parts;
  for (const JsonObject& part : reader.objects("projects")) {
    parts.push_back({part.text("project"),
                     part.text("project_url"),
                     part.number("merge_requests"),
                     {part.number("missing_iids"), part.texts("first_missing_iids")}});
  }
  return parts;
}

std::vector<SuspiciousNames> read_names(const JsonObject& reader, const char* key) {
  std::vector<SuspiciousNames> names;
  for (auto& texts : reader.lists_of_texts(key)) {
    if (texts.size() != 3) {
      reader.fail(key, "holds a list without exactly three texts");
    }
    names.push_back({std::move(texts[0]), std::move(texts[1]), std::move(texts[2])});
  }
  return names;
}

std::optional<std::chrono::year_month_day> read_date(const JsonObject& reader, const char* key) {
  return reader.member(key).IsNull() ? std::nullopt : std::optional(reader.parsed(key, parse_date));
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

void read_settings(const JsonObject& reader, Collection& result) {
  result.project = reader.text("project");
  result.project_url = reader.text("project_url");
  result.projects = read_parts(reader);
  result.partial = reader.texts("partial");
  result.collected_at = reader.parsed("collected_at", parse_instant);
  CountingSettings& counting = result.counting;
  counting.granularity = reader.parsed("period", parse_granularity);
  counting.time_zone = reader.text("time_zone");
  counting.date_by = reader.parsed("date_by", parse_date_by);
  counting.since = read_date(reader, "since");
  counting.until = read_date(reader, "until");
  counting.service_prefix = reader.text("service_prefix");
  counting.tier_prefix = reader.text("tier_prefix");
  counting.group_prefix = reader.has("group_prefix") ? reader.text("group_prefix") : "";
  const auto text = [&](const char* key) { return reader.has(key) ? reader.text(key) : ""; };
  const auto texts = [&](const char* key) {
    return reader.has(key) ? reader.texts(key) : std::vector<std::string>();
  };
  counting.groups_file = text("groups_file");
  counting.service_from = texts("service_from");
  counting.tier_from = texts("tier_from");
  counting.default_tier = text("default_tier");
  counting.rename_file = text("rename_file");
  counting.renames = read_renames(reader, "renames");
  if (reader.has("read_by")) {
    for (const JsonObject& each : reader.objects("read_by")) {
      result.read_by.push_back(
          {each.text("what"), each.text("rule"), each.number("merge_requests")});
    }
  }
  counting.exclude_authors = reader.texts("exclude_authors");
  counting.exclude_labels = reader.texts("exclude_labels");
  counting.exclude_bots = reader.flag("exclude_bots");
  counting.superseded_within = std::chrono::minutes(reader.number("superseded_within_minutes"));
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

Collection read_collection(const std::filesystem::path& path) {
  const JsonFile file{path, "collect again"};
  const rapidjson::Document document = parse_json(file);
  const JsonObject reader(document, file);
  Collection result;
  read_settings(reader, result);
  const JsonObject merge_requests = reader.object("merge_requests");
  for (const auto& field : merge_request_fields) {
    if (!field.may_be_missing || merge_requests.has(field.key)) {
      result.merge_requests.*field.member = merge_requests.number(field.key);
    }
  }
  for (const auto& field : total_fields) {
    result.*field.member = reader.number(field.key);
  }
  result.suspicious_names = read_names(reader, "suspicious_names");
  result.more_suspicious_names = reader.flag("more_suspicious_names");
  result.service_labels = read_labels(reader);
  result.unread = read_unread(reader, "unread");
  result.service_groups = read_groups(reader, "service_groups");
  return result;
}

}  // namespace dora::model
