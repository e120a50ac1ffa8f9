// Reads the report.json of an earlier report, to compare with.
#include "reports/inputs/earlier_report.h"

#include "collector/model/json/json_object.h"

namespace dora::inputs {
namespace {

model::Counts counts_of(const model::JsonObject& object) {
  const std::int64_t failed = object.number("failed");
  const std::int64_t deployments = object.number("deployments");
  if (failed > deployments) {
    object.fail("failed", "is more than there are deployments");
  }
  return {deployments - failed, failed};
}

constexpr std::string_view remedy = "take the report.json of a site that `report` wrote";

EarlierReport report_of(const rapidjson::Document& document, const model::JsonFile& source) {
  const model::JsonObject report(document, source);
  if (report.number("version") != 1) {
    report.fail("version", "is not 1, the only one that this program reads");
  }
  EarlierReport result;
  result.project = report.text("project");
  result.as_of = report.parsed("as_of", model::parse_instant);
  result.totals = counts_of(report.object("totals"));
  for (const model::JsonObject& service : report.objects("services")) {
    result.services[service.text("service")].counts = counts_of(service);
  }
  for (const model::JsonObject& service : report.object("attention").objects("services")) {
    auto& reasons = result.services[service.text("service")].reasons;
    for (const model::JsonObject& reason : service.objects("reasons")) {
      reasons.emplace(reason.parsed("rule", analysis::parse_attention_rule),
                      reason.member("tier").IsNull() ? "" : reason.text("tier"));
    }
  }
  return result;
}

}  // namespace

EarlierReport read_earlier_report(const std::filesystem::path& file) {
  const model::JsonFile source{file, remedy};
  return report_of(model::parse_json(source), source);
}

EarlierReport parse_earlier_report(std::string_view json, const std::string& name) {
  const model::JsonFile source{name, remedy};
  return report_of(model::parse_json(json, source), source);
}

}  // namespace dora::inputs
