// What charts show beyond a summary's counts: times and tiers of every service.
#include "renderer/plan/deployment_data.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/files/sha256.h"
#include "collector/base/text/printable.h"
#include "collector/model/collection.h"
#include "collector/model/data_files.h"
#include "collector/model/deployment_json.h"
#include "collector/model/open_merge_requests.h"
#include "collector/model/summary_difference.h"

namespace dora::plan {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error);
}

std::vector<model::ServiceSummary> tiers_of(model::ServiceDeployments service,
                                            model::Granularity granularity,
                                            const model::TimeZone& zone) {
  std::map<std::string, model::ServiceDeployments> by_tier;
  for (model::Deployment& deployment : service.deployments) {
    model::ServiceDeployments& tier = by_tier[deployment.tier];
    tier.service = deployment.tier;
    tier.deployments.push_back(std::move(deployment));
  }
  std::vector<model::ServiceSummary> tiers;
  std::ranges::transform(by_tier, std::back_inserter(tiers), [&](const auto& tier) {
    return model::summarize(tier.second, granularity, zone);
  });
  return tiers;
}

/// How a time becomes a period.
struct Calendar {
  model::Granularity granularity;
  const model::TimeZone& zone;
};

OpenCounts in_order(const std::map<model::Period, std::int64_t>& counts) {
  return {counts.begin(), counts.end()};
}

/// From the open_merge_requests.json in the folder; data of earlier versions have none.
void add_open(DeploymentData& data, const std::vector<std::string>& names, const fs::path& folder,
              const Calendar& calendar) {
  files::require_no_link(folder, model::open_merge_requests_file);
  if (!is_there(folder / model::open_merge_requests_file)) {
    return;
  }
  std::map<model::Period, std::int64_t> all;
  for (const auto& service :
       model::read_open_merge_requests(folder / model::open_merge_requests_file)) {
    std::map<model::Period, std::int64_t> own;
    for (const model::OpenMergeRequest& open : service.merge_requests) {
      const model::Period period = model::period_containing(
          calendar.zone.local_day(open.created_time), calendar.granularity);
      ++own[period];
      ++all[period];
    }
    const auto name = std::ranges::find(names, service.service);
    if (name != names.end()) {
      data.services[static_cast<std::size_t>(name - names.begin())].open = in_order(own);
    }
  }
  data.open = in_order(all);
}

void check_same(const fs::path& file, const model::Summary& summary, const DeploymentData& data,
                std::vector<std::string> names) {
  model::Summary counted;
  for (std::size_t i = 0; i < names.size(); ++i) {
    counted.services.push_back({std::move(names[i]), model::combined({data.services[i].tiers})});
  }
  const std::string difference = model::difference_text(summary, counted);
  if (!difference.empty()) {
    throw base::Error(fmt::format(
        "{} does not contain the deployments that the summary counts: {}; collect again, or "
        "render with files from the same collection",
        file.string(), text::printable(difference)));
  }
}

}  // namespace

bool has_lead_times(const model::History& history) {
  return std::ranges::any_of(history.attempts,
                             [](const auto& attempt) { return attempt.lead_time.has_value(); });
}

std::optional<model::Collection> find_collection(const fs::path& folder) {
  files::require_no_link(folder, model::collection_file);
  const fs::path path = folder / model::collection_file;
  return is_there(path) ? std::optional(model::read_collection(path)) : std::nullopt;
}

DeploymentData read_deployment_data(const fs::path& file, const model::Summary& summary) {
  const auto found = find_collection(file.parent_path());
  const model::Collection collection = found.value_or(model::Collection());
  const model::TimeZone zone = model::TimeZone::find(collection.counting.time_zone);
  const auto range = model::range_of(summary);
  const auto granularity = range ? range->first.granularity : collection.counting.granularity;
  DeploymentData data;
  data.sha256 = files::sha256_of_file(file);
  auto services = found ? model::read_deployments(file, collection.counting.date_by)
                        : model::read_deployments(file);
  std::vector<std::string> names;
  for (model::ServiceDeployments& each : services) {
    names.push_back(each.service);
    ServiceData& service = data.services.emplace_back();
    service.history = model::history_of(each.deployments, zone);
    model::append(data.overall, service.history);
    service.tiers = tiers_of(std::move(each), granularity, zone);
  }
  if (found && collection.counting.date_by == model::DateBy::created) {
    add_open(data, names, file.parent_path(), {granularity, zone});
  }
  check_same(file, summary, data, std::move(names));
  model::sort_by_day(data.overall);
  return data;
}

std::optional<DeploymentData> find_deployment_data(const fs::path& file,
                                                   const fs::path& summary_file,
                                                   const model::Summary& summary, base::Log& log) {
  if (!file.empty()) {
    return read_deployment_data(file, summary);
  }
  const fs::path beside = summary_file.parent_path() / model::deployments_file;
  // Charts of partial data would look complete.
  files::require_no_link(beside.parent_path(), model::deployments_file);
  files::require_no_link(beside.parent_path(), model::collection_file);
  if (!is_there(beside)) {
    log.info(fmt::format(
        "{} does not exist: drawing only the charts that {} is enough for; --deployments "
        "takes its path",
        beside.string(), summary_file.filename().string()));
    return std::nullopt;
  }
  try {
    return read_deployment_data(beside, summary);
  } catch (const base::Error& error) {
    log.warning(fmt::format("{}; drawing only the charts that {} is enough for", error.what(),
                            summary_file.filename().string()));
    return std::nullopt;
  }
}

}  // namespace dora::plan
