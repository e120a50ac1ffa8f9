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
