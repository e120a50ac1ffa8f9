// What a collection saw and how it counted: collection.json, which lets a reader trust the numbers.
#include "collector/model/collection.h"

#include <array>
#include <functional>

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/prettywriter.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"

namespace dora::model {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

template <class Object>
struct NumberField {
  const char* key;
  std::int64_t Object::*member;
};

constexpr std::array<NumberField<MergeRequestCounts>, 11> merge_request_fields{{
    {"seen", &MergeRequestCounts::seen},
    {"counted", &MergeRequestCounts::counted},
    {"in_flight", &MergeRequestCounts::in_flight},
    {"unknown_state", &MergeRequestCounts::unknown_state},
    {"without_service_label", &MergeRequestCounts::without_service_label},
    {"without_tier_label", &MergeRequestCounts::without_tier_label},
    {"outside_range", &MergeRequestCounts::outside_range},
    {"with_several_services", &MergeRequestCounts::with_several_services},
    {"with_several_tiers", &MergeRequestCounts::with_several_tiers},
    {"merged_without_merged_at", &MergeRequestCounts::merged_without_merged_at},
    {"closed_without_closed_at", &MergeRequestCounts::closed_without_closed_at},
}};

constexpr std::array<NumberField<Collection>, 6> total_fields{{
    {"services", &Collection::services},
    {"deployments", &Collection::deployments},
    {"successful", &Collection::successful},
    {"failed", &Collection::failed},
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
    writer.Key("first_missing_iids");
    writer.StartArray();
    for (const auto& [first, last] : part.missing_iids.first_ranges) {
      writer.StartArray();
      writer.Int64(first);
      writer.Int64(last);
      writer.EndArray();
    }
    writer.EndArray();
    writer.EndObject();
  }
  writer.EndArray();
}

void put_partial(Writer& writer, const std::vector<std::string>& reasons) {
  writer.Key("partial");
  writer.StartArray();
  for (const std::string& reason : reasons) {
    writer.String(reason.data(), static_cast<rapidjson::SizeType>(reason.size()));
  }
  writer.EndArray();
}

/// Typed access to an object that we wrote; what is not as we write it throws.
class Reader {
 public:
  Reader(const rapidjson::Value& object, std::string place)
      : object_(object), place_(std::move(place)) {}

  const rapidjson::Value& member(const char* key) const {
    if (!object_.IsObject() || !object_.HasMember(key)) {
      fail(key, "is missing");
    }
    return object_[key];
  }

  std::string text(const char* key) const {
    const rapidjson::Value& value = member(key);
    if (!value.IsString()) {
      fail(key, "is not text");
    }
    return {value.GetString(), value.GetStringLength()};
  }

  std::int64_t number(const char* key) const {
    const rapidjson::Value& value = member(key);
    if (!value.IsInt64()) {
      fail(key, "is not a whole number");
    }
    return value.GetInt64();
  }

  template <class Parse>
  auto parsed(const char* key, Parse parse) const {
    const auto value = parse(text(key));
    if (!value) {
      fail(key, fmt::format("has the value '{}', which is not known", text(key)));
    }
    return *value;
  }

  /// Of an array; none where the key is missing: a version before did not have it.
  template <class Visit>
  void for_each(const char* key, Visit visit) const {
    if (!object_.IsObject() || !object_.HasMember(key)) {
      return;
    }
    if (!object_[key].IsArray()) {
      fail(key, "is not a list");
    }
    for (const rapidjson::Value& value : object_[key].GetArray()) {
      visit(value);
    }
  }

  std::optional<std::chrono::year_month_day> date(const char* key) const {
    return member(key).IsNull() ? std::nullopt : std::optional(parsed(key, parse_date));
  }

 private:
  [[noreturn]] void fail(const char* key, std::string_view what) const {
    throw base::Error(fmt::format("{}: \"{}\" {}; collect again", place_, key, what));
  }

  const rapidjson::Value& object_;
  std::string place_;
};

std::vector<ProjectPart> read_parts(const Reader& reader, const std::string& place) {
  std::vector<ProjectPart> parts;
  reader.for_each("projects", [&](const rapidjson::Value& value) {
    const Reader part(value, place);
    ProjectPart result{part.text("project"),
                       part.text("project_url"),
                       part.number("merge_requests"),
                       {part.number("missing_iids"), {}}};
    part.for_each("first_missing_iids", [&](const rapidjson::Value& range) {
      if (!range.IsArray() || range.Size() != 2 || !range[0].IsInt64() || !range[1].IsInt64()) {
        throw base::Error(place + ": \"first_missing_iids\" holds no ranges; collect again");
      }
      result.missing_iids.first_ranges.emplace_back(range[0].GetInt64(), range[1].GetInt64());
    });
    parts.push_back(std::move(result));
  });
  return parts;
}

std::vector<std::string> read_partial(const Reader& reader, const std::string& place) {
  std::vector<std::string> reasons;
  reader.for_each("partial", [&](const rapidjson::Value& value) {
    if (!value.IsString()) {
      throw base::Error(place + ": \"partial\" holds no texts; collect again");
    }
    reasons.emplace_back(value.GetString(), value.GetStringLength());
  });
  return reasons;
}

}  // namespace

std::string_view to_string(DateBy date_by) {
  return date_by == DateBy::created ? "created" : "finished";
}

std::optional<DateBy> parse_date_by(std::string_view text) {
  if (text == "created") {
    return DateBy::created;
  }
  return text == "finished" ? std::optional(DateBy::finished) : std::nullopt;
}

std::string to_json(const Collection& collection) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  put(writer, "project", collection.project);
  put(writer, "project_url", collection.project_url);
  put_parts(writer, collection.projects);
  put_partial(writer, collection.partial);
  put(writer, "collected_at", to_string(collection.collected_at));
  put(writer, "period", to_string(collection.granularity));
  put(writer, "time_zone", collection.time_zone);
  put(writer, "date_by", to_string(collection.date_by));
  put(writer, "since", collection.since);
  put(writer, "until", collection.until);
  put(writer, "service_prefix", collection.service_prefix);
  put(writer, "tier_prefix", collection.tier_prefix);
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
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

Collection read_collection(const std::filesystem::path& path) {
  const std::string text = base::read_file(path);
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
      text.data(), text.size());
  if (document.HasParseError()) {
    throw base::Error(fmt::format("{}: not JSON at byte {}: {}; collect again", path.string(),
                                  document.GetErrorOffset(),
                                  rapidjson::GetParseError_En(document.GetParseError())));
  }
  const Reader reader(document, path.string());
  Collection result;
  result.project = reader.text("project");
  result.project_url = reader.text("project_url");
  result.projects = read_parts(reader, path.string());
  result.partial = read_partial(reader, path.string());
  result.collected_at = reader.parsed("collected_at", parse_instant);
  result.granularity = reader.parsed("period", parse_granularity);
  result.time_zone = reader.text("time_zone");
  result.date_by = reader.parsed("date_by", parse_date_by);
  result.since = reader.date("since");
  result.until = reader.date("until");
  result.service_prefix = reader.text("service_prefix");
  result.tier_prefix = reader.text("tier_prefix");
  const Reader merge_requests(reader.member("merge_requests"), path.string());
  for (const auto& field : merge_request_fields) {
    result.merge_requests.*field.member = merge_requests.number(field.key);
  }
  for (const auto& field : total_fields) {
    result.*field.member = reader.number(field.key);
  }
  return result;
}

}  // namespace dora::model
