// Which tiers matter most: production first.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dora::model {

/// Ranks tiers, the most important with the lowest rank.
class TierOrder {
 public:
  /// By the usual names: production, prod, live; then staging and the like; qa, test; development,
  /// dev; then all others. Capitals do not matter.
  TierOrder() = default;
  /// In the order given; then all others. Names are compared as they are.
  explicit TierOrder(std::vector<std::string> tiers) : tiers_(std::move(tiers)) {}

  std::size_t rank(std::string_view tier) const;

 private:
  std::vector<std::string> tiers_;
};

}  // namespace dora::model
