// The report stage: collected data and charts in, a folder of HTML pages out.
#pragma once

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "reports/options.h"

namespace dora::reports {

/// Throws what report() would refuse before it reads any data: an --out that is not ours to
/// replace, inputs or the file for mail inside it, templates that do not fit. For `generate`, which
/// would otherwise collect for minutes first.
void check_report_options(const ReportOptions& options);

/// Returns `incomplete` if a page shows a placeholder instead of a chart, or if merge requests are
/// missing from the collection; a warning says which. Throws an Error if nothing was published; the
/// old site is then untouched.
base::ExitCode report(const ReportOptions& options, base::RunContext& context);

}  // namespace dora::reports
