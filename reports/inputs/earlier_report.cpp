// Reads the report.json of an earlier report, to compare with.
#include "reports/inputs/earlier_report.h"

#include "collector/model/json_object.h"

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

}  // namespace

EarlierReport read_earlier_report(const std::filesystem::path& file) {
  const model::JsonFile source{file, "take the report.json of a site that `report` wrote"};
  const rapidjson::Document document = model::parse_json(source);
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

}  // namespace dora::inputs
