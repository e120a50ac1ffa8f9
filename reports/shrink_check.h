// Keeps an empty or halved report from replacing a good one.
#pragma once

#include <filesystem>
#include <string>

#include "collector/model/collection.h"

namespace dora::reports {

/// Throws an Error if the site in `out` is of the same project and has more than twice as many
/// deployments: a mistyped prefix or a renamed label must not empty it. Says the largest reason.
/// Without a site, or if its report.json cannot be read, nothing is compared.
void require_no_shrinking(const std::filesystem::path& out, const model::Collection& collection);

/// The same for a finished site, and the report.json of one that is published at `place`.
void require_no_shrinking(const std::string& published, const std::string& place,
                          const std::filesystem::path& site);

/// The same for a finished site.
void require_no_shrinking(const std::filesystem::path& out, const std::filesystem::path& site);

}  // namespace dora::reports
