// Reads what the collector wrote and makes sure that the files belong together; knows no pages.
#include "reports/report_data.h"

#include <cstdint>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/model/deployment_json.h"
#include "collector/model/summary_json.h"

namespace dora::reports {
namespace {

std::filesystem::path required(const std::filesystem::path& folder, const char* name) {
  std::filesystem::path path = folder / name;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    throw base::Error(fmt::format("there is no {}: run `dora-report collect --out {}` first",
                                  path.string(), folder.string()));
  }
  return path;
}

[[noreturn]] void fail_apart(const std::filesystem::path& folder, const std::string& what) {
  throw base::Error(fmt::format("the files in {} are not of one collection: {}; collect again",
                                folder.string(), what));
}

/// Both lists are sorted by service, so the first difference is the service that one list lacks.
void check_services(const std::filesystem::path& folder, const ReportData& data) {
  const auto& summaries = data.summary.services;
  const auto& deployments = data.deployments;
  for (std::size_t i = 0; i < summaries.size() || i < deployments.size(); ++i) {
    const bool only_summary =
        i >= deployments.size() ||
        (i < summaries.size() && summaries[i].service < deployments[i].service);
    const bool only_deployments =
        i >= summaries.size() || (!only_summary && summaries[i].service != deployments[i].service);
    if (only_summary || only_deployments) {
      fail_apart(folder, fmt::format("service '{}' is in {} alone",
                                     only_summary ? summaries[i].service : deployments[i].service,
                                     only_summary ? "summary.json" : "service_deployments.json"));
    }
    const std::int64_t counted = total_of(summaries[i]).total();
    const auto listed = static_cast<std::int64_t>(deployments[i].deployments.size());
    if (counted != listed) {
      fail_apart(folder, fmt::format("service '{}' has {} deployments in summary.json, {} in "
                                     "service_deployments.json",
                                     summaries[i].service, counted, listed));
    }
  }
}

/// The page about the data says that every merge request is in exactly one group.
void check_groups(const std::filesystem::path& folder, const model::MergeRequestCounts& counts) {
  const std::int64_t sum = counts.counted + counts.in_flight + counts.unknown_state +
                           counts.without_service_label + counts.without_tier_label +
                           counts.outside_range + counts.excluded_author + counts.excluded_label +
                           counts.excluded_bot;
  if (sum != counts.seen) {
    fail_apart(folder, fmt::format("the groups of merge requests in collection.json add up to {}, "
                                   "{} were seen",
                                   sum, counts.seen));
  }
}

void check_totals(const std::filesystem::path& folder, const ReportData& data) {
  model::Counts total;
  for (const model::ServiceSummary& service : data.summary.services) {
    total += model::total_of(service);
  }
  const model::Collection& collection = data.collection;
  if (total != model::Counts{collection.successful, collection.failed}) {
    fail_apart(folder, fmt::format("summary.json counts {} deployments, {} of them failed; "
                                   "collection.json {} and {}",
                                   total.total(), total.failed,
                                   collection.successful + collection.failed, collection.failed));
  }
  const auto range = model::range_of(data.summary);
  if (range && range->first.granularity != collection.granularity) {
    fail_apart(folder, fmt::format("summary.json counts by {}, collection.json says {}",
                                   model::to_string(range->first.granularity),
                                   model::to_string(collection.granularity)));
  }
}

}  // namespace

ReadReportData read_report_data(const std::filesystem::path& folder) {
  const auto summary_file = required(folder, "summary.json");
  const auto deployments_file = required(folder, "service_deployments.json");
  const auto collection_file = required(folder, "collection.json");
  ReadReportData result;
  ReportData& data = result.data;
  data.collection = model::read_collection(collection_file);
  data.zone = model::TimeZone::find(data.collection.time_zone);
  model::ReadSummary summary = model::read_summary(summary_file);
  data.summary = std::move(summary.summary);
  result.warnings = std::move(summary.warnings);
  data.deployments = model::read_deployments(deployments_file, data.collection.date_by);
  check_services(folder, data);
  check_totals(folder, data);
  check_groups(folder, data.collection.merge_requests);
  return result;
}

}  // namespace dora::reports
