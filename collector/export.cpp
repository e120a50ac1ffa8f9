// The store's merge requests -> service_deployments.json, summary.json and collection.json.
#include "collector/export.h"

#include <iterator>
#include <utility>

#include "collector/base/atomic_file.h"
#include "collector/deployment_sorter.h"
#include "collector/iid_gaps.h"
#include "collector/model/deployment_json.h"
#include "collector/model/summary.h"
#include "collector/model/summary_json.h"

namespace dora::collector {
namespace {

/// Counts the project's merge requests and hands its deployments to the sorter.
model::ProjectPart count_project(Store& store, const StoredProject& project, const ExportPlan& plan,
                                 model::MergeRequestCounts& counts, DeploymentSorter& sorter) {
  const bool by_creation = plan.rules.date_by == model::DateBy::created;
  const auto since = by_creation ? plan.rules.since : std::nullopt;
  IidGaps gaps(since ? std::nullopt : std::optional<std::int64_t>(1));
  model::ProjectPart part{project.project.path, project.project.web_url, 0, {}};
  store.for_each_merge_request(project.key, [&](const MergeRequest& merge_request) {
    ++part.merge_requests;
    // Before --since only some are known: those that were updated later.
    if (!since || merge_request.created_at >= *since) {
      gaps.see(merge_request.iid);
    }
    if (const auto counted = count(merge_request, plan.rules, counts)) {
      for (const std::string_view service : counted->services) {
        sorter.add(service, counted->deployment);
      }
    }
  });
  part.missing_iids = gaps.missing();
  return part;
}

void add_totals(const model::ServiceSummary& service, model::Collection& collection) {
  const model::Counts total = total_of(service);
  ++collection.services;
  collection.deployments += total.total();
  collection.successful += total.successful;
  collection.failed += total.failed;
}

}  // namespace

model::Collection export_files(Store& store, const ExportPlan& plan) {
  model::Collection collection = plan.about;
  DeploymentSorter sorter;
  for (const StoredProject& project : plan.projects) {
    collection.projects.push_back(
        count_project(store, project, plan, collection.merge_requests, sorter));
  }
  base::AtomicFile deployments(plan.out / deployments_file);
  base::AtomicFile summaries(plan.out / summary_file);
  base::AtomicFile about(plan.out / collection_file);
  model::Summary summary;
  model::DeploymentsWriter writer(deployments);
  sorter.for_each_service([&](model::ServiceDeployments& service) {
    writer.add(service);
    summary.services.push_back(summarize(service, collection.granularity, plan.zone));
    add_totals(summary.services.back(), collection);
  });
  writer.finish();
  write_summary(summary, summaries);
  about.write(to_json(collection));
  deployments.commit();
  summaries.commit();
  about.commit();
  return collection;
}

}  // namespace dora::collector
