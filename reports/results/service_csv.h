// The deployments of a service as a CSV file that is safe to open in a spreadsheet.
#pragma once

#include <string>

#include "collector/model/deployment.h"

namespace dora::results {

/// RFC 4180 after a byte order mark, without which Excel takes UTF-8 for the system's code page: a
/// header, then a line per deployment; times are UTC, unknown times are empty. Text that a
/// spreadsheet would take for a formula (it begins with = + - @, their full-width forms, a tab or a
/// line break) gets an apostrophe before it
/// (https://owasp.org/www-community/attacks/CSV_Injection). Control characters are escaped as by
/// base::printable().
std::string service_csv(const model::ServiceDeployments& service);

}  // namespace dora::results
