// Explains how a merge request was read, and why it counts or not; asks no server.
#include "collector/explain.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/counting/counting.h"
#include "collector/model/collection.h"
#include "collector/model/data_files.h"
#include "collector/model/deployment_json.h"
#include "collector/model/wording.h"
#include "collector/names/name_rules.h"
#include "collector/store/store.h"

namespace dora::collector {
namespace {

using counting::Decision;
using text::printable;

/// A merge request and what it is read by.
struct Reading {
  const gitlab::MergeRequest& merge_request;
  const model::Collection& collection;
  const counting::CountingRules& rules;
  const model::TimeZone& zone;

  const model::CountingSettings& settings() const { return collection.counting; }
};

template <class Names>
std::string list_of(const Names& names) {
  std::vector<std::string> texts;
  texts.reserve(names.size());
  for (const auto& name : names) {
    texts.push_back(printable(name));
  }
  return texts.empty() ? "none" : fmt::format("{}", fmt::join(texts, ", "));
}

std::string date_of(const Reading& reading, model::Instant time) {
  return model::to_string(std::chrono::year_month_day(reading.zone.local_day(time)));
}

const char* state_of(const gitlab::MergeRequest& merge_request) {
  switch (merge_request.state) {
    case gitlab::State::opened:
      return "open";
    case gitlab::State::closed:
      return "closed";
    case gitlab::State::locked:
      return "locked";
    case gitlab::State::merged:
      return "merged";
    case gitlab::State::other:
      break;
  }
  return "in a state that GitLab does not document";
}

std::string dates_of(const Reading& reading) {
  const gitlab::MergeRequest& merge_request = reading.merge_request;
  std::string text = "created " + date_of(reading, merge_request.created_at);
  if (merge_request.merged_at) {
    text += ", merged " + date_of(reading, *merge_request.merged_at);
  }
  if (merge_request.closed_at) {
    text += ", closed " + date_of(reading, *merge_request.closed_at);
  }
  return text;
}

/// `labels that begin with 'service:'`, or the pattern.
std::string rule_text(const std::vector<std::string>& rules, std::size_t rule,
                      const std::string& prefix) {
  return rule == 0 ? fmt::format("labels that begin with '{}'", printable(prefix))
                   : printable(rules[rule]);
}

std::string tried_text(const std::vector<std::string>& rules, const std::string& prefix) {
  std::string text = rule_text(rules, 0, prefix);
  for (std::size_t i = 1; i < rules.size(); ++i) {
    text += (i + 1 == rules.size() ? " and " : ", ") + rule_text(rules, i, prefix);
  }
  return text;
}

/// Such as `payments (renamed from payments-old), web`.
std::string services_text(const Reading& reading) {
  const model::CountingSettings& settings = reading.settings();
  names::NameSources as_written = names::sources_of(settings);
  as_written.renames.clear();
  const names::NameRules rules(as_written);
  std::vector<std::string> texts;
  for (const std::string_view name :
       rules.services(reading.merge_request, settings.service_prefix).names) {
    const auto renamed = settings.renames.find(std::string(name));
    texts.push_back(
        renamed == settings.renames.end()
            ? printable(name)
            : fmt::format("{} (renamed from {})", printable(renamed->second), printable(name)));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

void add_names(const Reading& reading, std::vector<std::string>& lines) {
  const model::CountingSettings& settings = reading.settings();
  const names::NameRules& rules = reading.rules.names;
  const auto services = rules.services(reading.merge_request, settings.service_prefix);
  lines.push_back(
      services.names.empty()
          ? "  service  none"
          : fmt::format("  service  {}, from {}", services_text(reading),
                        rule_text(rules.service_rules(), services.rule, settings.service_prefix)));
  const auto tiers = rules.tiers(reading.merge_request, settings.tier_prefix);
  if (tiers.names.empty()) {
    lines.emplace_back("  tier     none");
    return;
  }
  lines.push_back(fmt::format(
      "  tier     {}, from {}{}", printable(tiers.names.front()),
      rule_text(rules.tier_rules(), tiers.rule, settings.tier_prefix),
      tiers.names.size() == 1 ? "" : fmt::format(" (the first of {})", list_of(tiers.names))));
}

/// True if `service_deployments.json` lacks a deployment that counts.
bool is_superseded(const Reading& reading, const std::filesystem::path& data) {
  if (reading.settings().superseded_within == std::chrono::minutes(0) ||
      reading.merge_request.state != gitlab::State::closed) {
    return false;
  }
  const auto services = model::read_deployments(data / model::deployments_file);
  return std::none_of(services.begin(), services.end(), [&](const auto& service) {
    return std::any_of(service.deployments.begin(), service.deployments.end(),
                       [&](const model::Deployment& deployment) {
                         return deployment.iid == reading.merge_request.iid &&
                                deployment.web_url == reading.merge_request.web_url;
                       });
  });
}

std::string counted_text(const Reading& reading) {
  model::MergeRequestCounts counts;
  const auto counted = count(reading.merge_request, reading.rules, counts).value();
  const bool merged = reading.merge_request.state == gitlab::State::merged;
  const bool by_creation = reading.settings().date_by == model::DateBy::created;
  return fmt::format("counts as {}, dated {} (when it was {})",
                     counted.services.size() == 1
                         ? fmt::format("a {} deployment", merged ? "successful" : "failed")
                         : fmt::format("{} {} deployments, one for each service",
                                       counted.services.size(), merged ? "successful" : "failed"),
                     date_of(reading, counted.deployment.deployment_time),
                     by_creation ? "created"
                     : merged    ? "merged"
                                 : "closed");
}

std::string range_text(const Reading& reading) {
  const model::CountingSettings& settings = reading.settings();
  std::string text;
  if (settings.since) {
    text += " --since " + model::to_string(*settings.since);
  }
  if (settings.until) {
    text += " --until " + model::to_string(*settings.until);
  }
  return "does not count: its date is outside of" + text;
}

std::string open_text(const Reading& reading) {
  const auto open = open_deployment(reading.merge_request, reading.rules);
  return fmt::format("does not count yet: it is {}{}", state_of(reading.merge_request),
                     open ? ", and would be a deployment if it ended now" : "");
}

std::string result_text(const Reading& reading, const std::filesystem::path& data) {
  const model::CountingSettings& settings = reading.settings();
  switch (decision_of(reading.merge_request, reading.rules)) {
    case Decision::counted:
      return is_superseded(reading, data)
                 ? "does not count: superseded by a merged one of the same service and tier that "
                   "followed (--superseded-within)"
                 : counted_text(reading);
    case Decision::in_flight:
      return open_text(reading);
    case Decision::unknown_state:
      return "does not count: it is in a state that GitLab does not document";
    case Decision::outside_range:
      return range_text(reading);
    case Decision::without_service:
      return "does not count: no service was found in " +
             tried_text(reading.rules.names.service_rules(), settings.service_prefix) +
             "; --service-from reads it from elsewhere";
    case Decision::without_tier: {
      auto rules = reading.rules.names.tier_rules();
      rules.pop_back();  // --default-tier would have given one.
      return "does not count: no tier was found in " + tried_text(rules, settings.tier_prefix) +
             "; --tier-from reads it from elsewhere, --default-tier gives one";
    }
    case Decision::excluded_author:
      return "does not count: its author is excluded (--exclude-author)";
    case Decision::excluded_label:
      return "does not count: one of its labels is excluded (--exclude-label)";
    case Decision::excluded_bot:
      break;
  }
  return "does not count: a bot made it (--exclude-bots)";
}

void add_lines(const Reading& reading, const std::string& project,
               const std::filesystem::path& data, std::vector<std::string>& lines) {
  const gitlab::MergeRequest& merge_request = reading.merge_request;
  lines.push_back(
      fmt::format("{}!{} {}", printable(project), merge_request.iid, result_text(reading, data)));
  lines.push_back("  title    " + printable(merge_request.title));
  lines.push_back("  author   " + printable(merge_request.author));
  lines.push_back("  dates    " + dates_of(reading));
  lines.push_back("  labels   " + list_of(merge_request.labels));
  lines.push_back(fmt::format("  branch   {}, into {}", printable(merge_request.source_branch),
                              printable(merge_request.target_branch)));
  add_names(reading, lines);
}

/// True for those that the last run counted and that were asked for.
bool is_meant(const store::StoredProject& project, const model::Collection& collection,
              const std::string& asked) {
  const bool counted = std::any_of(
      collection.projects.begin(), collection.projects.end(),
      [&](const model::ProjectPart& part) { return part.project == project.project.path; });
  return counted && (asked.empty() || asked == project.project.path ||
                     asked == std::to_string(project.project.id));
}

/// Opening the store would create it.
void require_store(const std::filesystem::path& data) {
  std::error_code error;
  if (!std::filesystem::exists(data / store::store_file, error)) {
    throw base::Error(
        fmt::format("{} holds no {}; name the folder that collect wrote with --data, or collect "
                    "first",
                    printable(data.string()), store::store_file));
  }
}

}  // namespace

std::vector<std::string> explain(const ExplainOptions& options, base::RunContext& context) {
  require_store(options.data);
  const model::Collection collection =
      model::read_collection(options.data / model::collection_file);
  const model::TimeZone zone = model::TimeZone::find(collection.counting.time_zone);
  const counting::CountingRules rules = counting::rules_of(collection.counting, zone);
  store::Store store(options.data, context.log);
  std::vector<std::string> lines;
  for (const store::StoredProject& project : store.projects()) {
    const auto merge_request = is_meant(project, collection, options.project)
                                   ? store.find_merge_request(project, options.iid)
                                   : std::nullopt;
    if (merge_request) {
      add_lines({*merge_request, collection, rules, zone}, project.project.path, options.data,
                lines);
    }
  }
  if (lines.empty()) {
    throw base::Error(fmt::format(
        "no merge request !{} of {} was collected: it was deleted, is not visible to the token, or "
        "is newer than the last collect",
        options.iid, printable(options.project.empty() ? collection.project : options.project)));
  }
  return lines;
}

}  // namespace dora::collector
