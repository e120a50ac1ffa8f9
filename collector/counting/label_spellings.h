// Collects how the labels of each service are spelled. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/service_labels.h"

namespace dora::counting {

class LabelSpellings {
 public:
  /// Records the labels of one merge request that counts.
  void see(const std::vector<std::string>& labels, std::string_view service_prefix);
  /// The usual spelling is the one that more services use; plain if there is a tie.
  model::ServiceLabels result() const;

 private:
  struct Seen {
    bool plain = false;
    bool scoped = false;
  };
  std::map<std::string, Seen, std::less<>> services_;
};

}  // namespace dora::counting
