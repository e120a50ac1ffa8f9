// Names of tiers in few letters, for lists without room for more.
#pragma once

#include <string>
#include <vector>

namespace dora::pages {

/// `prod`, `stg`, `dev` for the usual names, and names of up to 8 characters as they are; longer
/// ones end in `…`. Where two of the list would look the same, both are cut like unusual names.
std::vector<std::string> short_tier_names(const std::vector<std::string>& names);

}  // namespace dora::pages
