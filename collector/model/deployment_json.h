// Reads and writes service_deployments.json: every deployment of every service.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/files/atomic_file.h"
#include "collector/model/counting_settings.h"
#include "collector/model/deployment.h"

namespace dora::model {

/// `{"<service>": [{"deployment_time": ..., "deployment_status": ..., "tier": ..., "iid": ...,
/// "web_url": ..., "finished_time": ..., "created_time": ...}]}`; an unknown time is null. Writes
/// one deployment at a time, so that only one need be in memory.
class DeploymentsWriter {
 public:
  /// The file is borrowed; the caller commits it.
  explicit DeploymentsWriter(files::AtomicFile& file);
  /// Services must come ordered by name.
  void begin(std::string_view service);
  /// Adds to the service that began last, in order of deployment_time, then iid.
  void add(const Deployment& deployment);
  void finish();

 private:
  files::AtomicFile& file_;
  std::string text_;  ///< One deployment; kept to reuse its memory.
  bool any_service_ = false;
  bool any_deployment_ = false;
};

/// Writes `services` in the order given, which must be by name.
void write_deployments(const std::vector<ServiceDeployments>& services, files::AtomicFile& file);

/// Returns a file with one service.
std::string to_json(const ServiceDeployments& service);

/// Returns services by name. Throws an Error that names the file, the service and the invalid
/// entry.
std::vector<ServiceDeployments> read_deployments(const std::filesystem::path& path);
/// The same, but fills in created_time in files of older versions: if deployments are dated by
/// their creation, it is their time.
std::vector<ServiceDeployments> read_deployments(const std::filesystem::path& path, DateBy date_by);

}  // namespace dora::model
