// Has a language model write comments on the figures of a report, or on other records.
#pragma once

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "reports/annotate/annotate_options.h"

namespace dora::reports {

/// Writes annotations.json and annotations.jsonl beside the data, or the results of other records;
/// what models answered stays in annotations.db. Throws an Error or a UsageError for what keeps it
/// from asking at all.
base::ExitCode annotate(const AnnotateOptions& options, base::RunContext& context);

}  // namespace dora::reports
