// The first line of our notes, which tells them from those of others and remembers pictures.
#include "reports/notes/card_marker.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/gitlab/notes.h"

namespace dora::notes {
namespace {

constexpr std::string_view begin = "<!-- dora-report id=";
constexpr std::string_view version = " v=1 charts=";
constexpr std::string_view end = " -->";

bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

std::string marker_line(const Marker& marker) {
  std::string line = fmt::format("{}{}{}", begin, marker.id, version);
  for (const auto& [sha256, address] : marker.pictures) {
    line += fmt::format("{}{}:{}", line.ends_with('=') ? "" : ",", sha256, address);
  }
  return line + std::string(end);
}

std::optional<Marker> parse_marker(std::string_view note) {
  std::string_view line = note.substr(0, std::min(note.find('\n'), note.size()));
  line = line.substr(0, line.find_last_not_of(" \r") + 1);
  const std::size_t place = line.find(version);
  if (!line.starts_with(begin) || !line.ends_with(end) || place == std::string_view::npos ||
      place + version.size() + end.size() > line.size()) {
    return std::nullopt;
  }
  Marker marker;
  marker.id = line.substr(begin.size(), place - begin.size());
  std::string_view rest = line.substr(place + version.size());
  rest.remove_suffix(end.size());
  while (!rest.empty()) {
    const std::string_view entry = rest.substr(0, std::min(rest.find(','), rest.size()));
    const std::size_t colon = std::min(entry.find(':'), entry.size());
    const std::string_view address = entry.substr(std::min(colon + 1, entry.size()));
    if (is_sha256(entry.substr(0, colon)) && gitlab::is_upload(address)) {
      marker.pictures.emplace(entry.substr(0, colon), address);
    }
    rest.remove_prefix(std::min(entry.size() + 1, rest.size()));
  }
  return marker;
}

}  // namespace dora::notes
