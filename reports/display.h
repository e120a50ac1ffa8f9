// Turns single values into the words that a reader sees; knows no page and no HTML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "collector/model/instant.h"
#include "collector/model/time_zone.h"

namespace dora::reports {

/// `2024-01-31`, as a calendar in the zone shows it.
std::string date_text(model::Instant instant, const model::TimeZone& zone);

/// `2024-01-31 14:05`.
std::string time_text(model::Instant instant, const model::TimeZone& zone);

/// `31 January 2024, 14:05 (Europe/Berlin)`: for a heading, where the zone must be told.
std::string long_time_text(model::Instant instant, const model::TimeZone& zone);

/// `1 deployment`, `1,204 deployments`: of a noun that takes an s.
std::string counted(std::int64_t count, std::string_view noun);

/// The same words with no-break spaces between figures and their units: `7.1 %`, `2 d 4 h`.
std::string whole_figures(std::string_view text);

/// Host and port of an http or https URL, in lower case; empty for any other text. A user name
/// before the host counts to it.
std::string authority_of(std::string_view url);

/// True for a URL with a user name or a password: `https://user:pass@host/`.
bool has_credentials(std::string_view url);

/// True for a URL that a page may link to: http or https with a host and without credentials, and
/// not one character that a reader or a browser could take for something else.
bool is_web_url(std::string_view url);

}  // namespace dora::reports
