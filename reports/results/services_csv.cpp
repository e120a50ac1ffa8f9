// The list of services as a CSV file that is safe to open in a spreadsheet.
#include "reports/results/services_csv.h"

#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/model/wording.h"
#include "reports/pages/parts/reason.h"
#include "reports/results/csv_cell.h"

namespace dora::results {
namespace {

template <class Names>
std::string list_cell(const Names& names) {
  return csv_cell(fmt::format("{}", fmt::join(names, "; ")));
}

std::string seconds(const std::optional<model::Spread>& spread) {
  return spread ? std::to_string(std::chrono::floor<std::chrono::seconds>(spread->median).count())
                : "";
}

/// The columns from deployments_4_weeks to restore_time_12_weeks.
std::string figures(const analysis::Recent& recent) {
  const model::Counts& counts = recent.four_weeks.counts;
  const std::string before =
      recent.before ? std::to_string(recent.before->counts.total()) : std::string();
  const auto rate = model::failure_rate(recent.all.counts);
  const auto interval = model::failure_rate_interval(recent.all.merge_requests);
  return fmt::format("{},{},{},{},{},{},{},{},{},{}", counts.total(), before, counts.failed,
                     recent.all.counts.total(), recent.all.counts.failed,
                     rate ? fmt::format("{:.2f}", *rate) : "",
                     interval ? fmt::format("{:.2f}", interval->low) : "",
                     interval ? fmt::format("{:.2f}", interval->high) : "",
                     seconds(recent.all.lead_time), seconds(recent.all.restore_time));
}

}  // namespace

std::string services_csv(const analysis::ReportData& data, const analysis::Analysis& analysis,
                         const std::vector<analysis::Recent>& recent) {
  std::string csv =
      "\uFEFFservice,groups,tiers,attention,deployments_4_weeks,deployments_previous_4_weeks,"
      "failed_4_weeks,deployments_12_weeks,failed_12_weeks,failure_rate_12_weeks,interval_low,"
      "interval_high,lead_time_12_weeks,restore_time_12_weeks,last_deployment\r\n";
  for (std::size_t i = 0; i < data.deployments.size(); ++i) {
    const model::ServiceDeployments& service = data.deployments[i];
    std::set<std::string_view> tiers;
    for (const model::Deployment& deployment : service.deployments) {
      tiers.insert(deployment.tier);
    }
    std::set<std::string_view> flags;
    for (const analysis::Finding& finding : analysis.findings.of(i)) {
      flags.insert(pages::label_of(finding.attention.rule));
    }
    csv += fmt::format(
        "{},{},{},{},{},{}\r\n", csv_cell(service.service), list_cell(service.groups),
        list_cell(tiers), list_cell(flags), recent.empty() ? ",,,,,,,,," : figures(recent[i]),
        service.deployments.empty() ? ""
                                    : model::to_string(service.deployments.back().deployment_time));
  }
  return csv;
}

}  // namespace dora::results
