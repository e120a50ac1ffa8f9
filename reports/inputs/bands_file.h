// Reads files of bands: built-in ones, by name, and a user's.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/bands.h"

namespace dora::inputs {

/// The names that --bands takes instead of a file: `dora-2019`, ...
std::vector<std::string> band_names();

/// `which` is one of the names, or a file that ends in `.json` (its format is in
/// templates/README.md). Throws a UsageError that lists the names, or an Error that names the file
/// and what is wrong.
analysis::Bands read_bands(const std::string& which);

}  // namespace dora::inputs
