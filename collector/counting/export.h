// Exports the store's merge requests as service_deployments.json, summary.json, collection.json,
// open_merge_requests.json and weeks.json.
#pragma once

#include <filesystem>
#include <vector>

#include "collector/counting/counting.h"
#include "collector/counting/groups_file.h"
#include "collector/model/collection.h"
#include "collector/model/time_zone.h"
#include "collector/model/weeks_file.h"
#include "collector/store/store.h"

namespace dora::counting {

struct ExportPlan {
  std::filesystem::path out;
  std::vector<store::StoredProject> projects;  ///< Services with the same name are one service.
  CountingRules rules;
  model::TimeZone zone;
  /// What collection.json holds besides the counts, which are added.
  model::Collection about;
  /// From the weeks.json of the run before; empty if there is none.
  model::RecordedWeeks earlier_weeks;
  GroupsFile groups{};  ///< Besides those of labels.
};

/// Writes all files before the first appears under its name, one deployment at a time: memory
/// does not grow with the number of merge requests. Returns what collection.json holds.
model::Collection export_files(store::Store& store, const ExportPlan& plan);

}  // namespace dora::counting
