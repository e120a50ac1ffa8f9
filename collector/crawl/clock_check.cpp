// Decides which moment is "now" if the server's clock and ours differ. Pure.
#include "collector/crawl/clock_check.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/gitlab/time_range.h"
#include "collector/http/http_date.h"

namespace dora::crawl {

model::Instant trusted_time(const http::Response& response, std::chrono::sys_seconds ours) {
  const model::Instant earlier = std::min(http::server_time(response, ours), ours);
  return std::max(earlier, gitlab::far_past);
}

std::optional<std::string> clock_warning(const http::Response& response,
                                         std::chrono::sys_seconds ours) {
  const auto server = http::server_time(response, ours);
  if (std::chrono::abs(server - ours) <= clock_tolerance) {
    return std::nullopt;
  }
  return fmt::format(
      "the server's clock says {} and this machine's says {}: the earlier one is used; check both",
      model::to_string(server), model::to_string(ours));
}

bool is_in_future(model::Instant recorded, model::Instant now) {
  return recorded > now + clock_tolerance;
}

}  // namespace dora::crawl
