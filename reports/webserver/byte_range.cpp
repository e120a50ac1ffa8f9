// Parts of a file and versions of it that a client already has (RFC 9110, 13 and 14).
#include "reports/webserver/byte_range.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dora::webserver {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  const std::size_t end = text.find_last_not_of(" \t");
  return begin == std::string_view::npos ? "" : text.substr(begin, end - begin + 1);
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number >= 0 &&
                 text.front() != '-'
             ? std::optional(number)
             : std::nullopt;
}

}  // namespace

RequestedRange requested_range(std::string_view header, std::int64_t file_size) {
  constexpr std::string_view unit = "bytes=";
  const std::string_view range = trimmed(header.substr(std::min(header.size(), unit.size())));
  const std::size_t dash = range.find('-');
  if (!header.starts_with(unit) || dash == std::string_view::npos) {
    return WholeFile{};
  }
  const std::string_view first = trimmed(range.substr(0, dash));
  const std::string_view last = trimmed(range.substr(dash + 1));
  const auto end = last.empty() ? std::nullopt : number_in(last);
  if (first.empty()) {  // The last so many.
    if (!end) {
      return WholeFile{};
    }
    const std::int64_t size = std::min(*end, file_size);
    return size == 0 ? RequestedRange(OutsideFile{}) : ByteRange{file_size - size, size};
  }
  const auto begin = number_in(first);
  if (!begin || (!last.empty() && (!end || *end < *begin))) {
    return WholeFile{};
  }
  if (*begin >= file_size) {
    return OutsideFile{};
  }
  const std::int64_t past = end ? std::min(*end, file_size - 1) + 1 : file_size;
  return ByteRange{*begin, past - *begin};
}

bool lists_tag(std::string_view header, std::string_view tag) {
  while (!header.empty()) {
    std::string_view each = trimmed(header.substr(0, header.find(',')));
    header.remove_prefix(std::min(header.size(), header.find(',') == std::string_view::npos
                                                     ? header.size()
                                                     : header.find(',') + 1));
    if (each.starts_with("W/")) {
      each.remove_prefix(2);
    }
    if (each == tag || each == "*") {
      return true;
    }
  }
  return false;
}

}  // namespace dora::webserver
