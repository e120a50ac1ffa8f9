// The state of the files that a report is served from: differs once they were written again.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "reports/site/same_file.h"

namespace dora::serve {

/// Of each file of the data, then of the site's list of files; nullopt: it is not there.
using SourceState = std::vector<std::optional<site::FileIdentity>>;

/// Costs a look at each of these files, and reads none.
SourceState state_of_sources(const std::filesystem::path& data, const std::filesystem::path& site);

}  // namespace dora::serve
