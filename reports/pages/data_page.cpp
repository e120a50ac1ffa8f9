// The page about the data, in words: how merge requests were counted, under which settings.
#include "reports/pages/data_page.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/inputs/web_url.h"
#include "reports/pages/parts/display.h"

namespace dora::pages {
namespace {

using model::count_text;
using model::MergeRequestCounts;

std::vector<CountRow> groups_of(const MergeRequestCounts& counts) {
  return {
      {"Counted", count_text(counts.counted),
       "Merged or closed, with a service and a tier label: they become the deployments below."},
      {"Still open", count_text(counts.in_flight),
       "Open or locked: neither successful nor failed yet."},
      {"Without service label", count_text(counts.without_service_label),
       "Merged or closed, but has no service label."},
      {"Without tier label", count_text(counts.without_tier_label),
       "Has a service label but no tier label."},
      {"Outside the range", count_text(counts.outside_range), "Outside --since and --until."},
      {"Excluded by author", count_text(counts.excluded_author),
       "Excluded by author (--exclude-author)."},
      {"Excluded by label", count_text(counts.excluded_label),
       "Excluded by label (--exclude-label)."},
      {"Excluded as bots", count_text(counts.excluded_bot),
       "Created by a bot (excluded with --exclude-bots)."},
      {"Superseded", count_text(counts.superseded),
       "Closed, and soon followed by a merged one of the same service and tier "
       "(--superseded-within)."},
      {"Unknown state", count_text(counts.unknown_state),
       "In a state that GitLab’s documentation does not list."},
  };
}

std::vector<CountRow> details_of(const model::Collection& collection) {
  const MergeRequestCounts& counts = collection.merge_requests;
  return {
      {"With several services", count_text(counts.with_several_services),
       collection.superseded == 0
           ? "They count as one deployment for each of their services."
           : "They count as one deployment for each of their services in which it was not "
             "superseded."},
      {"With several tiers", count_text(counts.with_several_tiers),
       "The first tier in alphabetical order is used."},
      {"Merged without a merge date", count_text(counts.merged_without_merged_at),
       "Successful by their state; when they were merged is not known."},
      {"Closed without a closing date", count_text(counts.closed_without_closed_at),
       "Failed by their state; when they were closed is not known."},
  };
}

std::vector<CountRow> results_of(const model::Collection& collection) {
  return {
      {"Services", count_text(collection.services), "Different names in the service labels."},
      {"Deployments", count_text(collection.deployments),
       collection.superseded == 0
           ? "One for each service of each counted merge request."
           : "One for each service of each counted merge request, without those superseded."},
      {"Successful", count_text(collection.successful),
       "Deployments whose merge request was merged."},
      {"Failed", count_text(collection.failed),
       "Deployments whose merge request was closed without a merge."},
      {"Superseded", count_text(collection.superseded),
       "Closed, but soon followed by a merged one of the same service and tier: neither successful "
       "nor failed, and in no other figure."},
  };
}

std::string day_text(const std::optional<std::chrono::year_month_day>& day, const char* otherwise) {
  return day ? model::to_string(*day) : otherwise;
}

std::string list_text(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + text::printable(name);
  }
  return text.empty() ? "none" : text;
}

std::string superseded_text(std::chrono::minutes within) {
  if (within == std::chrono::minutes(0)) {
    return "off (every closed merge request counts as failed)";
  }
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(within);
  return within == hours ? fmt::format("{} h", hours.count())
                         : fmt::format("{} min", within.count());
}

std::vector<std::string> missing_of(const model::Collection& collection) {
  std::vector<std::string> missing;
  for (const std::string& reason : collection.partial) {
    missing.push_back(text::printable(reason));
  }
  return missing;
}

std::vector<ProjectRow> projects_of(const model::Collection& collection) {
  std::vector<ProjectRow> rows;
  for (const model::ProjectPart& part : collection.projects) {
    rows.push_back({text::printable(part.project), count_text(part.merge_requests),
                    count_text(part.missing_iids.count),
                    list_text(part.missing_iids.first_ranges)});
  }
  return rows;
}

std::vector<UnreadRow> unread_of(const model::Collection& collection) {
  std::vector<UnreadRow> rows;
  for (const model::UnreadExample& each : collection.unread) {
    const std::string project =
        collection.projects.size() > 1 ? text::printable(each.project) : std::string();
    rows.push_back({fmt::format("{}!{}", project, each.iid), each.web_url,
                    text::printable(each.what), text::printable(each.title),
                    text::printable(each.branch)});
  }
  return rows;
}

/// A few, for people; collection.json lists them all.
std::string suspicions_text(const model::Collection& collection) {
  constexpr std::size_t most = 20;
  const auto& all = collection.suspicious_names;
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) {
    text += fmt::format("{}{} / {} ({})", i == 0 ? "" : "; ", text::printable(all[i].first),
                        text::printable(all[i].second), text::printable(all[i].difference));
  }
  const bool more = all.size() > most || collection.more_suspicious_names;
  return text.empty() ? "none" : text + (more ? "; and more" : "");
}

/// Which rules read services and tiers, and how many merge requests each.
std::string names_text(const model::Collection& collection) {
  std::string text;
  for (const model::ReadBy& each : collection.read_by) {
    text += fmt::format("{}{} by {}: {}", text.empty() ? "" : "; ", each.what,
                        text::printable(each.rule), count_text(each.merge_requests));
  }
  return text.empty() ? "from labels" : text;
}

std::vector<SettingRow> settings_of(const model::Collection& collection) {
  const bool by_created = collection.counting.date_by == model::DateBy::created;
  return {
      {"Period", std::string(model::to_string(collection.counting.granularity))},
      {"Time zone", text::printable(collection.counting.time_zone)},
      {"Date of a deployment", by_created ? "when the merge request was created"
                                          : "when the merge request was merged or closed"},
      {"Start date", day_text(collection.counting.since, "the first merge request")},
      {"End date (exclusive)",
       day_text(collection.counting.until, "none (everything up to the collection)")},
      {"Prefix of service labels", text::printable(collection.counting.service_prefix)},
      {"Prefix of tier labels", text::printable(collection.counting.tier_prefix)},
      {"Prefix of group labels", collection.counting.group_prefix.empty()
                                     ? "none"
                                     : text::printable(collection.counting.group_prefix)},
      {"File of groups", collection.counting.groups_file.empty()
                             ? "none"
                             : text::printable(collection.counting.groups_file)},
      {"Names", names_text(collection)},
      {"File of new names", collection.counting.rename_file.empty()
                                ? "none"
                                : text::printable(collection.counting.rename_file)},
      {"Excluded authors", list_text(collection.counting.exclude_authors)},
      {"Excluded labels", list_text(collection.counting.exclude_labels)},
      {"Bots", collection.counting.exclude_bots ? "excluded" : "counted like people"},
      {"Superseded within", superseded_text(collection.counting.superseded_within)},
      {"Possible duplicate names", suspicions_text(collection)},
  };
}

}  // namespace

DataPage data_page(const model::Collection& collection, const model::TimeZone& zone) {
  DataPage page;
  page.project = text::printable(collection.project);
  page.project_url = inputs::is_web_url(collection.project_url) ? collection.project_url : "";
  page.collected_at = long_time_text(collection.collected_at, zone);
  page.seen = count_text(collection.merge_requests.seen);
  page.groups = groups_of(collection.merge_requests);
  page.counted = count_text(collection.merge_requests.counted);
  page.details = details_of(collection);
  page.results = results_of(collection);
  page.missing = missing_of(collection);
  page.projects = projects_of(collection);
  page.unread = unread_of(collection);
  page.settings = settings_of(collection);
  return page;
}

}  // namespace dora::pages
