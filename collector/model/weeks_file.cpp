// Reads and writes weeks.json: what each past week held, and when that was last seen to change.
#include "collector/model/weeks_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/model/instant_json.h"
#include "collector/model/json/json_object.h"

namespace dora::model {
namespace {

std::optional<Period> parse_week(std::string_view text) {
  const auto period = parse_period(text);
  return period && period->granularity == Granularity::week ? period : std::nullopt;
}

RecordedWeek read_week(const JsonObject& object) {
  RecordedWeek week;
  week.sha256 = object.text("sha256");
  if (!object.member("changed_at").IsNull()) {
    week.changed_at = object.parsed("changed_at", parse_instant);
  }
  return week;
}

}  // namespace

RecordedWeeks with_changes(RecordedWeeks weeks, const RecordedWeeks& before, Instant now) {
  for (auto& [period, week] : weeks.weeks) {
    week.changed_at.reset();
  }
  if (weeks.counted_as != before.counted_as) {
    return weeks;
  }
  for (const auto& [period, earlier] : before.weeks) {
    weeks.weeks.try_emplace(period);  // One that is empty now keeps its change.
  }
  for (auto& [period, week] : weeks.weeks) {
    const auto found = before.weeks.find(period);
    const RecordedWeek earlier = found == before.weeks.end() ? RecordedWeek() : found->second;
    if (period > weeks.through) {  // The clock of the collection before was ahead.
      week = earlier;
      continue;
    }
    const bool changed = period <= before.through && week.sha256 != earlier.sha256;
    week.changed_at = changed ? now : earlier.changed_at;
  }
  weeks.through = std::max(weeks.through, before.through);
  return weeks;
}

std::map<Period, Instant> changed_weeks(const RecordedWeeks& weeks) {
  std::map<Period, Instant> changed;
  for (const auto& [period, week] : weeks.weeks) {
    if (week.changed_at) {
      changed.emplace(period, *week.changed_at);
    }
  }
  return changed;
}

std::string to_json(const RecordedWeeks& weeks) {
  std::string json = "{\n\"counted_as\": ";
  append_json(json, weeks.counted_as);
  json += fmt::format(",\n\"through\": \"{}\",\n\"weeks\": {{", label(weeks.through));
  const char* separator = "\n";
  for (const auto& [period, week] : weeks.weeks) {
    json +=
        fmt::format("{}  \"{}\": {{\"sha256\":", std::exchange(separator, ",\n"), label(period));
    append_json(json, week.sha256);
    json += ",\"changed_at\":";
    append_json(json, week.changed_at);
    json += '}';
  }
  return json + "\n}\n}\n";
}

RecordedWeeks read_recorded_weeks(const std::filesystem::path& path) {
  const JsonFile file{path, "collect again"};
  const rapidjson::Document document = parse_json(file);
  const JsonObject reader(document, file);
  RecordedWeeks result;
  result.counted_as = reader.text("counted_as");
  result.through = reader.parsed("through", parse_week);
  for (const auto& [name, object] : reader.members("weeks")) {
    const auto period = parse_week(name);
    if (!period) {
      reader.fail("weeks", fmt::format("has the key '{}', which is not an ISO week", name));
    }
    result.weeks.emplace(*period, read_week(object));
  }
  return result;
}

}  // namespace dora::model
