// A report as it is served, all of one moment: its data, its site, questions to begin with.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "collector/base/log.h"
#include "reports/questions/report.h"
#include "reports/serve/source_state.h"
#include "reports/webserver/site_files.h"

namespace dora::serve {

struct SnapshotSources {
  std::filesystem::path data;
  std::filesystem::path site;
  std::vector<std::string> tier_order;
  std::size_t most_kept_open = 0;  ///< As for webserver::SiteFiles.
};

/// Immutable, so that several threads may read it.
struct Snapshot {
  questions::Report report;
  webserver::SiteFiles files;
  SourceState state;  ///< Of what it was read from.
  std::vector<std::string> suggestions;
};

/// Throws an Error that names the cause: files that cannot be read, that do not belong together, or
/// that changed meanwhile. Stops when `check` throws.
std::shared_ptr<const Snapshot> read_snapshot(const SnapshotSources& sources, base::Log& log,
                                              const std::function<void()>& check);

}  // namespace dora::serve
