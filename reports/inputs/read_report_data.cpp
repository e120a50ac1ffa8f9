// Reads the collector's files and checks that they belong together.
#include "reports/inputs/read_report_data.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/model/data_files.h"
#include "collector/model/deployment_json.h"
#include "collector/model/open_merge_requests.h"
#include "collector/model/summary_difference.h"
#include "collector/model/summary_json.h"
#include "collector/model/weeks_file.h"

namespace dora::inputs {
namespace {

bool is_there(const std::filesystem::path& file) {
  std::error_code error;
  return std::filesystem::exists(file, error);
}

std::filesystem::path required(const std::filesystem::path& folder, const char* name) {
  std::filesystem::path path = folder / name;
  if (!is_there(path)) {
    throw base::Error(fmt::format("there is no {}: run `dora-report collect --out {}` first",
                                  path.string(), folder.string()));
  }
  return path;
}

[[noreturn]] void fail_apart(const std::filesystem::path& folder, const std::string& what) {
  throw base::Error(fmt::format("the files in {} are from different collections: {}; collect again",
                                folder.string(), what));
}

/// Tables are made from the deployments, charts from the summary: both must cover the same ones.
void check_deployments(const std::filesystem::path& folder, const analysis::ReportData& data) {
  const model::Summary counted =
      model::summarize(data.deployments, data.collection.counting.granularity, data.zone);
  const std::string difference = model::difference_text(data.summary, counted);
  if (!difference.empty()) {
    fail_apart(folder, difference);
  }
}

/// The page about the data says that every merge request is in exactly one group.
void check_groups(const std::filesystem::path& folder, const model::MergeRequestCounts& counts) {
  const std::int64_t sum = counts.counted + counts.in_flight + counts.unknown_state +
                           counts.without_service_label + counts.without_tier_label +
                           counts.outside_range + counts.excluded_author + counts.excluded_label +
                           counts.excluded_bot + counts.superseded;
  if (sum != counts.seen) {
    fail_apart(folder, fmt::format("the groups of merge requests in collection.json add up to {}, "
                                   "{} were seen",
                                   sum, counts.seen));
  }
}

void check_granularity(const std::filesystem::path& folder, const analysis::ReportData& data) {
  const auto range = model::range_of(data.summary);
  if (range && range->first.granularity != data.collection.counting.granularity) {
    fail_apart(folder, fmt::format("summary.json counts by {}, collection.json says {}",
                                   model::to_string(range->first.granularity),
                                   model::to_string(data.collection.counting.granularity)));
  }
}

void check_totals(const std::filesystem::path& folder, const analysis::ReportData& data) {
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
}

model::TimeZone zone_of(const std::filesystem::path& file, const model::Collection& collection) {
  try {
    return model::TimeZone::find(collection.counting.time_zone);
  } catch (const base::Error& error) {
    throw base::Error(
        fmt::format("{}: {}; collect again", file.string(), text::printable(error.what())));
  }
}

/// The report has a page for each week up to that date.
void check_date(const std::filesystem::path& file, const model::Collection& collection) {
  const auto tomorrow = std::chrono::system_clock::now() + std::chrono::days(1);
  if (collection.collected_at > tomorrow) {
    throw base::Error(fmt::format(
        "{}: collected at {}, which is in the future; correct the clock and collect again",
        file.string(), model::to_string(collection.collected_at)));
  }
}

/// Both lists are by service.
void set_groups(analysis::ReportData& data) {
  auto service = data.deployments.begin();
  for (const model::ServiceGroups& each : data.collection.service_groups) {
    service = std::lower_bound(
        service, data.deployments.end(), each.service,
        [](const auto& one, const std::string& name) { return one.service < name; });
    if (service != data.deployments.end() && service->service == each.service) {
      service->groups = each.groups;
    }
  }
}

}  // namespace

ReadReportData read_report_data(const std::filesystem::path& folder) {
  const auto summary_path = required(folder, model::summary_file);
  const auto deployments_path = required(folder, model::deployments_file);
  const auto collection_path = required(folder, model::collection_file);
  ReadReportData result;
  analysis::ReportData& data = result.data;
  data.collection = model::read_collection(collection_path);
  data.zone = zone_of(collection_path, data.collection);
  check_date(collection_path, data.collection);
  model::ReadSummary summary = model::read_summary(summary_path);
  data.summary = std::move(summary.summary);
  result.warnings = std::move(summary.warnings);
  data.deployments = model::read_deployments(deployments_path, data.collection.counting.date_by);
  if (is_there(folder / model::open_merge_requests_file)) {
    data.open = model::read_open_merge_requests(folder / model::open_merge_requests_file);
  }
  if (is_there(folder / model::weeks_file)) {
    data.changed_weeks = changed_weeks(model::read_recorded_weeks(folder / model::weeks_file));
  }
  check_granularity(folder, data);
  set_groups(data);
  check_deployments(folder, data);
  check_totals(folder, data);
  check_groups(folder, data.collection.merge_requests);
  return result;
}

}  // namespace dora::inputs
