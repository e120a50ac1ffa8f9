// What a comment may speak of: facts of the report with names that stand for them.
#include "reports/comments/fact.h"

#include <algorithm>
#include <array>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/base/files/sha256.h"

namespace dora::comments {
namespace {

using FactWriter = rapidjson::Writer<rapidjson::StringBuffer>;

void write_fact_member(FactWriter& writer, const char* key, std::string_view text) {
  writer.Key(key);
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write_fact(FactWriter& writer, const Fact& fact) {
  writer.StartObject();
  write_fact_member(writer, "id", fact.id);
  write_fact_member(writer, "is", fact.meaning);
  write_fact_member(writer, "value", fact.value);
  if (fact.change != Change::none) {
    write_fact_member(writer, "change", to_string(fact.change));
  }
  if (fact.unusual) {
    writer.Key("unusual");
    writer.Bool(true);
  }
  if (!fact.service.empty()) {
    write_fact_member(writer, "service", fact.service);
  }
  if (!fact.tier.empty()) {
    write_fact_member(writer, "tier", fact.tier);
  }
  writer.EndObject();
}

template <class Entry>
const Entry* find_by_id(const std::vector<Entry>& entries, std::string_view id) {
  const auto found = std::ranges::find(entries, id, &Entry::id);
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_string(Metric metric) {
  constexpr std::array<std::string_view, metrics> names{
      "deployments", "failed", "failure-rate", "lead-time",          "restore-time",
      "outage",      "gap",    "failing",      "recovered-services", "new-services"};
  return names[static_cast<std::size_t>(metric)];
}

std::string_view to_string(Change change) {
  constexpr std::array<std::string_view, 4> names{"none", "up", "down", "no significant change"};
  return names[static_cast<std::size_t>(change)];
}

const Fact* find_fact(const Record& record, std::string_view id) {
  return find_by_id(record.facts, id);
}

const Alias* find_alias(const Record& record, std::string_view id) {
  return find_by_id(record.aliases, id);
}

std::string figures_json(const Record& record) {
  rapidjson::StringBuffer buffer;
  FactWriter writer(buffer);
  writer.StartObject();
  const bool one = record.id != "week";
  write_fact_member(writer, "about", one ? "the service s1" : "all services together");
  writer.Key("facts");
  writer.StartArray();
  for (const Fact& fact : record.facts) {
    write_fact(writer, fact);
  }
  writer.EndArray();
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

std::string figures_hash(const Record& record) {
  return files::sha256(figures_json(record));
}

}  // namespace dora::comments
