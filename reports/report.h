// The report stage: collected data and charts in, a folder of HTML pages out.
#pragma once

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "reports/options.h"

namespace dora::reports {

/// What report() would refuse before it reads any data: an --out that is not ours to replace,
/// inputs or the file for mail inside it, templates that do not fit. For `generate`, which collects
/// for minutes first.
void check_report_options(const ReportOptions& options);

/// `incomplete` when a page shows a placeholder in place of a chart, or when the collection lacks
/// merge requests; a warning says which. Throws an Error when nothing
/// was published; the old site is untouched then.
base::ExitCode report(const ReportOptions& options, base::RunContext& context);

}  // namespace dora::reports
