// Decides which moment is "now" if the server's clock and ours differ. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "collector/http/http_client.h"
#include "collector/model/instant.h"

namespace dora::crawl {

/// More than the clocks of well-kept machines differ.
inline constexpr std::chrono::minutes clock_tolerance{10};

/// Returns the earlier of the server's clock (Date) and ours: too early fetches a few merge
/// requests again, too late would skip updates for good. Never before 1970.
model::Instant trusted_time(const http::Response& response, std::chrono::sys_seconds ours);

/// Returns a warning if the clocks differ by more than the tolerance; nullopt if they agree.
std::optional<std::string> clock_warning(const http::Response& response,
                                         std::chrono::sys_seconds ours);

/// Returns whether a recorded moment is later than `now`: a clock was wrong when it was recorded.
bool is_in_future(model::Instant recorded, model::Instant now);

}  // namespace dora::crawl
