// The deployments of a service as a CSV file that is safe to open in a spreadsheet.
#include "reports/results/service_csv.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/four_keys.h"

namespace dora::results {
namespace {

bool looks_like_a_formula(std::string_view text) {
  constexpr std::array<std::string_view, 11> starts{"=",  "+",  "-",  "@",  "\t", "\r",
                                                    "\n", "＝", "＋", "－", "＠"};
  for (const std::string_view start : starts) {
    if (text.starts_with(start)) {
      return true;
    }
  }
  return false;
}

/// Untrusted text: always quoted, without control sequences for a terminal.
std::string cell(std::string_view text) {
  std::string quoted = looks_like_a_formula(text) ? "\"'" : "\"";
  for (const char c : text::printable(text)) {
    quoted += c;
    if (c == '"') {
      quoted += '"';
    }
  }
  return quoted + '"';
}

std::string time_cell(const std::optional<model::Instant>& time) {
  return time ? model::to_string(*time) : "";
}

}  // namespace

std::string service_csv(const model::ServiceDeployments& service) {
  std::string csv =
      "\uFEFFservice,tier,status,deployment_time,created_time,finished_time,seconds_taken,iid,web_"
      "url\r\n";
  const std::string name = cell(service.service);
  for (const model::Deployment& deployment : service.deployments) {
    const auto taken = time_taken(deployment);
    csv += fmt::format(
        "{},{},{},{},{},{},{},{},{}\r\n", name, cell(deployment.tier),
        deployment.status == model::DeploymentStatus::failed ? "failed" : "successful",
        model::to_string(deployment.deployment_time), time_cell(deployment.created_time),
        time_cell(deployment.finished_time),
        taken ? std::to_string(std::chrono::floor<std::chrono::seconds>(*taken).count()) : "",
        deployment.iid, cell(deployment.web_url));
  }
  return csv;
}

}  // namespace dora::results
