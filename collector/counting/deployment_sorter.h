// Puts deployments that come in any order into the order of the files: by service, time, iid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "collector/model/deployment.h"

namespace dora::counting {

/// Up to `most_in_memory` are kept in memory and, when there are more, all of them in a temporary
/// file that nobody else can read and that ends with it. Not thread-safe.
class DeploymentSorter {
 public:
  /// A hundred thousand take about 20 MB.
  explicit DeploymentSorter(std::size_t most_in_memory = 100'000);
  ~DeploymentSorter();
  DeploymentSorter(const DeploymentSorter&) = delete;
  DeploymentSorter& operator=(const DeploymentSorter&) = delete;

  void add(std::string_view service, const model::Deployment& deployment);
  /// One deployment at a time, by service name in byte order, then by time, then iid, then as they
  /// were added. May be called again.
  using Visit = std::function<void(const std::string& service, const model::Deployment&)>;
  void for_each(const Visit& visit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::counting
