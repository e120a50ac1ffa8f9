// Which moment to take for "now" when the server's clock and ours differ. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "collector/http/http_client.h"
#include "collector/model/instant.h"

namespace dora::crawl {

/// More than clocks of well-kept machines differ.
inline constexpr std::chrono::minutes clock_tolerance{10};

/// The earlier of the server's clock (Date) and ours: too early asks for a few merge requests
/// again, too late would skip updates for good. Never before 1970.
model::Instant trusted_time(const http::Response& response, std::chrono::sys_seconds ours);

/// What to say of clocks that differ by more than the tolerance; nullopt if they agree.
std::optional<std::string> clock_warning(const http::Response& response,
                                         std::chrono::sys_seconds ours);

/// Whether a recorded moment lies ahead of `now`: a clock was wrong when it was recorded.
bool is_in_future(model::Instant recorded, model::Instant now);

}  // namespace dora::crawl
