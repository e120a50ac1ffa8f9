// Keeps an empty or halved report from replacing a good one.
#include "reports/shrink_check.h"

#include <optional>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/model/wording.h"
#include "reports/inputs/earlier_report.h"
#include "reports/results/report_json.h"

namespace dora::reports {

namespace {

/// nullopt if there is no site, or its report.json cannot be read.
std::optional<inputs::EarlierReport> published_in(const std::filesystem::path& out) {
  const std::filesystem::path file = out / results::report_file;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return std::nullopt;
  }
  try {
    return inputs::read_earlier_report(file);
  } catch (const base::Error&) {
    return std::nullopt;  // A damaged site is worth replacing.
  }
}

void compare(const std::optional<inputs::EarlierReport>& earlier, const std::string& place,
             const std::string& project, std::int64_t now, const std::string& reason) {
  if (!earlier || earlier->project != project || 2 * now >= earlier->totals.total()) {
    return;
  }
  throw base::Error(fmt::format(
      "the report has {}, and the site in {} has {}{}. If that is right, add --allow-shrink; the "
      "site stays as it is",
      now == 0 ? "no deployments" : model::counted(now, "deployment"), place,
      model::count_text(earlier->totals.total()), reason));
}

}  // namespace

void require_no_shrinking(const std::filesystem::path& out, const model::Collection& collection) {
  compare(published_in(out), out.string(), collection.project, collection.deployments,
          ": " + model::why_not_counted(collection));
}

void require_no_shrinking(const std::filesystem::path& out, const std::filesystem::path& site) {
  const inputs::EarlierReport report = inputs::read_earlier_report(site / results::report_file);
  compare(published_in(out), out.string(), report.project, report.totals.total(), "");
}

void require_no_shrinking(const std::string& published, const std::string& place,
                          const std::filesystem::path& site) {
  const inputs::EarlierReport report = inputs::read_earlier_report(site / results::report_file);
  std::optional<inputs::EarlierReport> earlier;
  try {
    earlier = inputs::parse_earlier_report(published, place);
  } catch (const base::Error&) {
    return;  // A damaged site is worth replacing.
  }
  compare(earlier, place, report.project, report.totals.total(), "");
}

}  // namespace dora::reports
