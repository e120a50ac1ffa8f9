// Reads and writes open_merge_requests.json: what would be a deployment if it ended now.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/files/atomic_file.h"
#include "collector/model/instant.h"

namespace dora::model {

class ServiceListWriter;

/// A merge request that is neither merged nor closed yet.
struct OpenMergeRequest {
  Instant created_time;
  std::string tier;
  std::int64_t iid = 0;  ///< The merge request's number within its project.
  std::string web_url;   ///< As GitLab sent it: hostile until checked.

  bool operator==(const OpenMergeRequest&) const = default;
};

/// `merge_requests` are ordered by created_time, then iid.
struct ServiceOpenMergeRequests {
  std::string service;
  std::vector<OpenMergeRequest> merge_requests;

  bool operator==(const ServiceOpenMergeRequests&) const = default;
};

/// `{"<service>": [{"created_time": ..., "tier": ..., "iid": ..., "web_url": ...}]}`. Writes one
/// merge request at a time, so that only one need be in memory.
class OpenMergeRequestsWriter {
 public:
  /// The file is borrowed; the caller commits it.
  explicit OpenMergeRequestsWriter(files::AtomicFile& file);
  ~OpenMergeRequestsWriter();
  OpenMergeRequestsWriter(const OpenMergeRequestsWriter&) = delete;
  OpenMergeRequestsWriter& operator=(const OpenMergeRequestsWriter&) = delete;

  /// Services must come ordered by name.
  void begin(std::string_view service);
  /// Adds to the service that began last, in order of created_time, then iid.
  void add(const OpenMergeRequest& merge_request);
  void finish();

 private:
  std::unique_ptr<ServiceListWriter> writer_;
};

/// Writes `services` in the order given, which must be by name.
void write_open_merge_requests(const std::vector<ServiceOpenMergeRequests>& services,
                               files::AtomicFile& file);

/// Returns services by name. Throws an Error that names the file, the service and the invalid
/// entry.
std::vector<ServiceOpenMergeRequests> read_open_merge_requests(const std::filesystem::path& path);

}  // namespace dora::model
