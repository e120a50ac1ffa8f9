// The state of the files that a report is served from: differs once they were written again.
#include "reports/serve/source_state.h"

#include "collector/model/data_files.h"
#include "reports/site/site_marker.h"

namespace dora::serve {

SourceState state_of_sources(const std::filesystem::path& data, const std::filesystem::path& site) {
  return {site::identity_of(data / model::summary_file),
          site::identity_of(data / model::deployments_file),
          site::identity_of(data / model::collection_file),
          site::identity_of(data / model::open_merge_requests_file),
          site::identity_of(data / model::weeks_file),
          // `report` writes it anew with every site that differs from the one before.
          site::identity_of(site / site::site_marker_file)};
}

}  // namespace dora::serve
