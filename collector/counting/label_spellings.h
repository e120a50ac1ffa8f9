// Collects how the labels of each service are spelled; knows no files. Pure.
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
  /// The labels of one merge request that counts.
  void see(const std::vector<std::string>& labels, std::string_view service_prefix);
  /// The usual spelling is that of more services; plain when there are as many of each.
  model::ServiceLabels result() const;

 private:
  struct Seen {
    bool plain = false;
    bool scoped = false;
  };
  std::map<std::string, Seen, std::less<>> services_;
};

}  // namespace dora::counting
