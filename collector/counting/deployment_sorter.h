// Sorts deployments into file order: by service, time, iid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "collector/model/deployment.h"

namespace dora::counting {

/// Keeps up to `most_in_memory` deployments in memory; if there are more, all go into a private
/// temporary file that is deleted with this object. Not thread-safe.
class DeploymentSorter {
 public:
  /// A hundred thousand deployments take about 20 MB.
  explicit DeploymentSorter(std::size_t most_in_memory = 100'000);
  ~DeploymentSorter();
  DeploymentSorter(const DeploymentSorter&) = delete;
  DeploymentSorter& operator=(const DeploymentSorter&) = delete;

  /// `merge_request` is any number that tells merge requests of all projects apart, if the caller
  /// needs one.
  void add(std::string_view service, const model::Deployment& deployment,
           std::int64_t merge_request = 0);
  /// Visits each deployment by service name in byte order, then by time, then by iid, then in the
  /// order added. May be called again.
  using Visit = std::function<void(const std::string& service, const model::Deployment&,
                                   std::int64_t merge_request)>;
  void for_each(const Visit& visit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::counting
