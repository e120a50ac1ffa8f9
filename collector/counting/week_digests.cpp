// Computes a digest of what happened in each past week, whatever the order. Pure.
#include "collector/counting/week_digests.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "collector/base/files/sha256.h"
#include "collector/model/four_keys.h"
#include "collector/model/instant_json.h"

namespace dora::counting {
namespace {

/// Part of every digest: change it when the same deployments get another one.
constexpr std::string_view version = "1";

void append_text(std::string& text, std::string_view value) {
  model::append_json(text, value);
  text += ',';
}

void append_sorted(std::string& text, std::vector<std::string> values) {
  std::sort(values.begin(), values.end());
  for (const std::string& value : values) {
    append_text(text, value);
  }
  text += ';';
}

/// Nothing without such rules, as in versions that had none.
void append_name_rules(std::string& text, const model::CountingSettings& settings) {
  const auto append = [&text](std::string_view option, std::string_view value) {
    append_text(text, option);
    append_text(text, value);
  };
  for (const std::string& rule : settings.service_from) {
    append("service", rule);
  }
  for (const std::string& rule : settings.tier_from) {
    append("tier", rule);
  }
  if (!settings.default_tier.empty()) {
    append("default", settings.default_tier);
  }
  for (const auto& [old_name, new_name] : settings.renames) {
    append(old_name, new_name);
  }
}

std::string date_text(const std::optional<std::chrono::year_month_day>& date) {
  return date ? model::to_string(*date) : "";
}

}  // namespace

std::string counted_as(const model::Collection& about) {
  const model::CountingSettings& settings = about.counting;
  std::vector<std::string> projects;
  for (const model::ProjectPart& part : about.projects) {
    projects.push_back(part.project_url.empty() ? part.project : part.project_url);
  }
  std::string text(version);
  append_sorted(text, std::move(projects));
  append_text(text, settings.time_zone);
  append_text(text, to_string(settings.date_by));
  append_text(text, date_text(settings.since));
  append_text(text, date_text(settings.until));
  append_text(text, settings.service_prefix);
  append_text(text, settings.tier_prefix);
  append_sorted(text, settings.exclude_authors);
  append_sorted(text, settings.exclude_labels);
  append_text(text, settings.exclude_bots ? "bots" : "");
  append_text(text, std::to_string(settings.superseded_within.count()));
  append_name_rules(text, settings);
  return files::sha256(text);
}

void WeekDigests::add(std::string_view service, const model::Deployment& deployment) {
  const model::Instant result = result_time(deployment);
  text_ = version;
  append_text(text_, service);
  append_text(text_, deployment.tier);
  append_text(text_, deployment.web_url);
  text_ += std::to_string(deployment.iid);
  text_ += deployment.status == model::DeploymentStatus::failed ? "failed" : "successful";
  model::append_json(text_, result);
  model::append_json(text_, deployment.created_time);
  Sum hash{};
  std::memcpy(hash.data(), files::sha256_bytes(text_).data(), sizeof hash);
  const model::Period week =
      model::period_containing(zone_.local_day(result), model::Granularity::week);
  Sum& sum = weeks_.try_emplace(week).first->second;
  std::transform(sum.begin(), sum.end(), hash.begin(), sum.begin(), std::plus());
}

model::RecordedWeeks WeekDigests::finish(std::string counted_as, model::Instant now) const {
  model::RecordedWeeks result;
  result.counted_as = std::move(counted_as);
  result.through =
      model::advance(model::period_containing(zone_.local_day(now), model::Granularity::week), -1);
  for (const auto& [week, sum] : weeks_) {
    const bool has_a_label = model::parse_period(model::label(week)) == week;  // Not before year 0.
    if (week <= result.through && has_a_label) {
      const std::string_view bytes(reinterpret_cast<const char*>(sum.data()), sizeof sum);
      result.weeks[week].sha256 = files::sha256(bytes);
    }
  }
  return result;
}

}  // namespace dora::counting
