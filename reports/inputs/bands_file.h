// Reads files of bands: those compiled in, by name, and a user's; judges no figure.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/bands.h"

namespace dora::inputs {

/// What --bands takes beside a file: `dora-2019`, ...
std::vector<std::string> band_names();

/// `which` is one of the names, or a file that ends in `.json` (templates/README.md says what is in
/// it). Throws a UsageError that lists the names, or an Error that names the file and what is
/// wrong.
analysis::Bands read_bands(const std::string& which);

}  // namespace dora::inputs
