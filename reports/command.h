// The command-line options of the report stage.
#pragma once

#include "reports/options.h"

namespace CLI {
class App;
}

namespace dora::reports {

/// Adds the options shared with `generate`: all but --data, --charts and --out.
void add_report_options(CLI::App& command, ReportOptions& options);

/// `report --data DATA --charts CHARTS --out SITE`. `options` must outlive the parsing.
CLI::App* add_report_command(CLI::App& program, ReportOptions& options);

}  // namespace dora::reports
