// Parses HTTP dates and reads the server's clock from responses. Pure.
#include "collector/http/http_date.h"

#include <sstream>
#include <string>

#include <date/date.h>

namespace dora::http {

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  const auto comma = text.find(", ");
  if (comma == std::string_view::npos) {
    return std::nullopt;
  }
  std::istringstream stream{std::string(text.substr(comma + 2))};
  stream.imbue(std::locale::classic());
  std::chrono::sys_seconds time;
  stream >> date::parse("%d %b %Y %T GMT", time);
  return stream.fail() ? std::nullopt : std::optional(time);
}

std::chrono::sys_seconds server_time(const Response& response, std::chrono::sys_seconds otherwise) {
  const auto text = find_header(response, "date");
  return text ? parse_http_date(*text).value_or(otherwise) : otherwise;
}

}  // namespace dora::http
