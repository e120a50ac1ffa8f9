// service_deployments.json: every deployment of every service, written and read.
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
/// "web_url": ..., "finished_time": ..., "created_time": ...}]}`; a time that is not known is null.
/// One deployment after the other, so that no more than one need be in memory.
class DeploymentsWriter {
 public:
  /// The file is borrowed and not committed.
  explicit DeploymentsWriter(files::AtomicFile& file);
  /// Services come by name.
  void begin(std::string_view service);
  /// Of the service that began last, by deployment_time, then iid.
  void add(const Deployment& deployment);
  void finish();

 private:
  files::AtomicFile& file_;
  std::string text_;  ///< Of one deployment; kept for its memory.
  bool any_service_ = false;
  bool any_deployment_ = false;
};

/// `services` are written in the order given: by name.
void write_deployments(const std::vector<ServiceDeployments>& services, files::AtomicFile& file);

/// A file of one service.
std::string to_json(const ServiceDeployments& service);

/// By service name. An Error names the file, the service and the entry that is wrong.
std::vector<ServiceDeployments> read_deployments(const std::filesystem::path& path);
/// The same with the created_time of files of versions without it: where deployments are dated by
/// their creation, their time is that.
std::vector<ServiceDeployments> read_deployments(const std::filesystem::path& path, DateBy date_by);

}  // namespace dora::model
