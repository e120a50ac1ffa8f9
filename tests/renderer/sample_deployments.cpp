// Deployments of two services in three months, as a collection writes them, for tests of charts.
#include "tests/renderer/sample_deployments.h"

#include <string>

#include "collector/base/files/atomic_file.h"
#include "collector/model/collection.h"
#include "collector/model/deployment_json.h"
#include "collector/model/summary_json.h"

namespace dora::test {

model::Deployment finished(std::string_view created, model::DeploymentStatus status,
                           std::string_view tier, int hours) {
  model::Deployment deployment;
  deployment.deployment_time = model::parse_instant(created).value();
  deployment.created_time = deployment.deployment_time;
  deployment.finished_time = deployment.deployment_time + std::chrono::hours(hours);
  deployment.status = status;
  deployment.tier = tier;
  return deployment;
}

std::vector<model::ServiceDeployments> sample_deployments() {
  using enum model::DeploymentStatus;
  return {{"api",
           {finished("2024-01-05T08:00:00Z", successful, "production", 2),
            finished("2024-01-10T08:00:00Z", successful, "staging", 4),
            finished("2024-01-31T08:00:00Z", failed, "production", 1),
            finished("2024-02-02T08:00:00Z", successful, "production", 1),
            finished("2024-03-14T08:00:00Z", failed, "staging", 1)}},
          {"web", {finished("2024-03-02T08:00:00Z", failed, "production", 1)}}};
}

void write_collection(const std::filesystem::path& folder,
                      const std::vector<model::ServiceDeployments>& services,
                      std::string_view zone) {
  files::make_folder(folder);
  files::AtomicFile deployments(folder / "service_deployments.json");
  model::write_deployments(services, deployments);
  deployments.commit();
  model::Collection collection;
  if (!zone.empty()) {
    collection.counting.time_zone = zone;
    files::write_file(folder / "collection.json", model::to_json(collection));
  }
  files::AtomicFile summary(folder / "summary.json");
  model::write_summary(model::summarize(services, model::Granularity::month,
                                        model::TimeZone::find(collection.counting.time_zone)),
                       summary);
  summary.commit();
}

}  // namespace dora::test
