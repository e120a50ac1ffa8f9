// Reads and writes service_deployments.json: every deployment of every service.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/files/atomic_file.h"
#include "collector/model/counting_settings.h"
#include "collector/model/deployment.h"

namespace dora::model {

class ServiceListWriter;

/// `{"<service>": [{"deployment_time": ..., "deployment_status": ..., "tier": ..., "iid": ...,
/// "web_url": ..., "finished_time": ..., "created_time": ..., "title": ..., "author": ...}]}`; an
/// unknown time is null. Writes one deployment at a time, so that only one need be in memory.
class DeploymentsWriter {
 public:
  /// The file is borrowed; the caller commits it.
  explicit DeploymentsWriter(files::AtomicFile& file);
  ~DeploymentsWriter();
  DeploymentsWriter(const DeploymentsWriter&) = delete;
  DeploymentsWriter& operator=(const DeploymentsWriter&) = delete;

  /// Services must come ordered by name.
  void begin(std::string_view service);
  /// Adds to the service that began last, in order of deployment_time, then iid.
  void add(const Deployment& deployment);
  void finish();

 private:
  std::unique_ptr<ServiceListWriter> writer_;
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
