// Finds the groups of each service: those that the labels of its newest deployment name, and those
// that a file names.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collector/counting/counting.h"
#include "collector/counting/groups_file.h"
#include "collector/model/collection.h"
#include "collector/model/summary.h"

namespace dora::counting {

/// Teams change, so a service has the groups of its newest deployment that names any.
class ServiceGroups {
 public:
  void see(const CountedMergeRequest& counted);
  /// By service; without those that are in no group.
  std::vector<model::ServiceGroups> result() const;

 private:
  struct Newest {
    model::Instant time;
    std::int64_t iid = 0;
    std::vector<std::string> groups;
  };
  std::map<std::string, Newest, std::less<>> services_;
};

/// The groups of the summary's services: those that labels name, and those of the file.
std::vector<model::ServiceGroups> groups_of(const model::Summary& summary,
                                            const std::vector<model::ServiceGroups>& labelled,
                                            const GroupsFile& file);

}  // namespace dora::counting
