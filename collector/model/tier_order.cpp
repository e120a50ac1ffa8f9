// Which tiers matter most: production first.
#include "collector/model/tier_order.h"

#include <algorithm>
#include <array>

#include "collector/base/text/ascii.h"

namespace dora::model {
namespace {

struct UsualName {
  std::string_view name;
  std::size_t rank;
};

constexpr std::array<UsualName, 19> usual_names{{{"production", 0},
                                                 {"prod", 0},
                                                 {"prd", 0},
                                                 {"live", 0},
                                                 {"staging", 1},
                                                 {"stage", 1},
                                                 {"stg", 1},
                                                 {"preprod", 1},
                                                 {"pre-production", 1},
                                                 {"preproduction", 1},
                                                 {"qa", 2},
                                                 {"test", 2},
                                                 {"testing", 2},
                                                 {"uat", 2},
                                                 {"integration", 2},
                                                 {"development", 3},
                                                 {"dev", 3},
                                                 {"develop", 3},
                                                 {"sandbox", 3}}};
constexpr std::size_t rank_of_others = 4;

}  // namespace

std::size_t TierOrder::rank(std::string_view tier) const {
  if (!tiers_.empty()) {
    return static_cast<std::size_t>(std::find(tiers_.begin(), tiers_.end(), tier) - tiers_.begin());
  }
  const std::string name = text::ascii_lower(tier);
  const auto found = std::find_if(usual_names.begin(), usual_names.end(),
                                  [&](const UsualName& usual) { return usual.name == name; });
  return found == usual_names.end() ? rank_of_others : found->rank;
}

}  // namespace dora::model
