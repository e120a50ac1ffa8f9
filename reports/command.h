// The flags of the report stage; knows what they are called, not what they do.
#pragma once

#include "reports/options.h"

namespace CLI {
class App;
}

namespace dora::reports {

/// The flags that `generate` shares: all but --data, --charts and --out.
void add_report_options(CLI::App& command, ReportOptions& options);

/// `report --data DATA --charts CHARTS --out SITE`. The options must outlive the parsing.
CLI::App* add_report_command(CLI::App& program, ReportOptions& options);

}  // namespace dora::reports
