// What a correct collection of generated merge requests must contain, computed from the generator's
// own truth and not from labels or the program's code, so that tests compare two computations.
#include "tests/tools/gitlab_server/expected.h"

#include <map>
#include <set>

#include <date/date.h>
#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

namespace dora::test {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

struct Tally {
  std::int64_t all = 0;
  std::int64_t failed = 0;
};

bool is_finished(const MergeRequest& item) {
  return item.state == State::merged || item.state == State::closed;
}

bool is_counted(const MergeRequest& item) {
  return is_finished(item) && !item.services.empty() && !item.tiers.empty();
}

Moment counting_time(const MergeRequest& item, bool by_finish) {
  const auto& finish = item.state == State::merged ? item.merged_at : item.closed_at;
  return by_finish ? finish.value_or(item.created_at) : item.created_at;
}

std::string period_label(Moment moment, const std::string& period) {
  const auto day = date::floor<date::days>(moment);
  if (period == "quarter") {
    const date::year_month_day date(day);
    return fmt::format("{}-Q{}", static_cast<int>(date.year()),
                       (static_cast<unsigned>(date.month()) + 2) / 3);
  }
  return date::format(period == "day" ? "%F" : period == "week" ? "%G-W%V" : "%Y-%m", day);
}

/// Returns percent with two decimals, rounded in integers, ties to even.
double rate(const Tally& tally) {
  std::int64_t hundredths = 10'000 * tally.failed / tally.all;
  const std::int64_t twice_the_rest = 2 * (10'000 * tally.failed % tally.all);
  if (twice_the_rest > tally.all || (twice_the_rest == tally.all && hundredths % 2 == 1)) {
    ++hundredths;
  }
  return static_cast<double>(hundredths) / 100;
}

void put(Writer& writer, const std::string& key, std::int64_t value) {
  writer.Key(key.c_str());
  writer.Int64(value);
}

std::string finish(Writer& writer, const rapidjson::StringBuffer& buffer) {
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

std::map<std::string, std::int64_t> groups(const std::vector<MergeRequest>& merge_requests) {
  std::map<std::string, std::int64_t> count;
  for (const char* key : {"unknown_state", "outside_range", "excluded_author", "excluded_label",
                          "excluded_bot", "superseded"}) {
    count[key] = 0;  // Absent from generated data, without a range or by default.
  }
  for (const MergeRequest& item : merge_requests) {
    ++count["seen"];
    const bool counted = is_counted(item);
    count["counted"] += counted;
    count["in_flight"] += !is_finished(item);
    count["without_service_label"] += is_finished(item) && item.services.empty();
    count["without_tier_label"] +=
        is_finished(item) && !item.services.empty() && item.tiers.empty();
    count["with_several_services"] += counted && item.services.size() > 1;
    count["with_several_tiers"] += counted && item.tiers.size() > 1;
    count["merged_without_merged_at"] += counted && item.state == State::merged && !item.merged_at;
    count["closed_without_closed_at"] += counted && item.state == State::closed && !item.closed_at;
  }
  return count;
}

}  // namespace

std::string expected_summary(const std::vector<MergeRequest>& merge_requests,
                             const ExpectedOptions& options) {
  std::map<std::string, std::map<std::string, Tally>> services;
  for (const MergeRequest& item : merge_requests) {
    if (!is_counted(item)) {
      continue;
    }
    const std::string label = period_label(counting_time(item, options.by_finish), options.period);
    for (const std::string& service : item.services) {
      Tally& tally = services[service][label];
      ++tally.all;
      tally.failed += item.state == State::closed;
    }
  }
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  for (const auto& [service, periods] : services) {
    writer.Key(service.c_str());
    writer.StartObject();
    for (const auto& [label, tally] : periods) {
      put(writer, label, tally.all);
      put(writer, label + "_failed", tally.failed);
      writer.Key((label + "_failure_rate").c_str());
      writer.Double(rate(tally));
    }
    writer.EndObject();
  }
  return finish(writer, buffer);
}

std::string expected_counts(const std::vector<MergeRequest>& merge_requests) {
  std::set<std::string> services;
  std::int64_t successful = 0;
  std::int64_t failed = 0;
  for (const MergeRequest& item : merge_requests) {
    if (is_counted(item)) {
      services.insert(item.services.begin(), item.services.end());
      (item.state == State::merged ? successful : failed) +=
          static_cast<std::int64_t>(item.services.size());
    }
  }
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  writer.Key("merge_requests");
  writer.StartObject();
  for (const auto& [key, value] : groups(merge_requests)) {
    put(writer, key, value);
  }
  writer.EndObject();
  put(writer, "services", static_cast<std::int64_t>(services.size()));
  put(writer, "deployments", successful + failed);
  put(writer, "successful", successful);
  put(writer, "failed", failed);
  return finish(writer, buffer);
}

}  // namespace dora::test
