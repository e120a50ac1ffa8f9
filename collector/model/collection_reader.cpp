// Reads collection.json, also of earlier versions.
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "collector/model/collection.h"
#include "collector/model/collection_fields.h"
#include "collector/model/json/json_object.h"

namespace dora::model {
namespace {

std::optional<ServiceLabels> read_labels(const JsonObject& reader) {
  constexpr const char* key = "service_labels";
  if (!reader.has(key)) {
    return std::nullopt;
  }
  const JsonObject labels = reader.object(key);
  return ServiceLabels{labels.parsed("usual", parse_label_spelling), labels.texts("other"),
                       labels.texts("both")};
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
