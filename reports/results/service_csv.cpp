// The deployments of a service as a CSV file that is safe to open in a spreadsheet.
#include "reports/results/service_csv.h"

#include <fmt/format.h>

#include "collector/model/four_keys.h"
#include "reports/results/csv_cell.h"

namespace dora::results {
namespace {

std::string time_cell(const std::optional<model::Instant>& time) {
  return time ? model::to_string(*time) : "";
}

}  // namespace

std::string service_csv(const model::ServiceDeployments& service) {
  std::string csv =
      "\uFEFFservice,tier,status,deployment_time,created_time,finished_time,seconds_taken,iid,web_"
      "url,title,author\r\n";
  const std::string name = csv_cell(service.service);
  for (const model::Deployment& deployment : service.deployments) {
    const auto taken = time_taken(deployment);
    csv += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{}\r\n", name, csv_cell(deployment.tier),
        deployment.status == model::DeploymentStatus::failed ? "failed" : "successful",
        model::to_string(deployment.deployment_time), time_cell(deployment.created_time),
        time_cell(deployment.finished_time),
        taken ? std::to_string(std::chrono::floor<std::chrono::seconds>(*taken).count()) : "",
        deployment.iid, csv_cell(deployment.web_url), csv_cell(deployment.title),
        csv_cell(deployment.author));
  }
  return csv;
}

}  // namespace dora::results
