// Keeps an empty or halved report from replacing a good one.
#include "reports/shrink_check.h"

#include <system_error>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/model/wording.h"
#include "reports/inputs/earlier_report.h"
#include "reports/results/report_json.h"

namespace dora::reports {

void require_no_shrinking(const std::filesystem::path& out, const model::Collection& collection,
                          base::Log& log) {
  const std::filesystem::path file = out / results::report_file;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return;
  }
  inputs::EarlierReport earlier;
  try {
    earlier = inputs::read_earlier_report(file);
  } catch (const base::Error& problem) {
    log.debug(fmt::format("not compared with the site that is replaced: {}", problem.what()));
    return;
  }
  const std::int64_t before = earlier.totals.total();
  const std::int64_t now = collection.deployments;
  if (earlier.project != collection.project || 2 * now >= before) {
    return;
  }
  throw base::Error(
      fmt::format("the report would have {}, and the site in {} has {}: {}. If that is right, add "
                  "--allow-shrink; the site stays as it is",
                  now == 0 ? "no deployments" : model::counted(now, "deployment"), out.string(),
                  model::count_text(before), model::why_not_counted(collection)));
}

}  // namespace dora::reports
