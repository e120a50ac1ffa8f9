// Describes which inputs of a chart changed since it was drawn.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "renderer/chart/chart.h"
#include "renderer/journal/inputs.h"

namespace dora::journal {

/// What a chart says, as inputs that can be compared period by period: counts, times. `script` is
/// the hash of the scripts that draw it: it covers everything said here, and how it is drawn.
Inputs inputs_of(const chart::AnyChart& chart, const std::string& script);

/// `the gnuplot version: 5.4 patchlevel 4, now 5.4 patchlevel 5`; `the counts of 2024-05: ...`; one
/// line per difference, empty if there is none.
std::vector<std::string> differences(const Inputs& before, const Inputs& now);

}  // namespace dora::journal
