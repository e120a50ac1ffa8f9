// The first line of our notes, which tells them from those of others and remembers pictures.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dora::notes {

struct Marker {
  std::string id;  ///< Of the card.
  /// Addresses of uploaded pictures, by the SHA-256 of their bytes.
  std::map<std::string, std::string> pictures;

  bool operator==(const Marker&) const = default;
};

/// `<!-- dora-report id=risk v=1 charts=<sha256>:/uploads/...,... -->`: a comment, which GitLab
/// does not show.
std::string marker_line(const Marker& marker);

/// Reads the first line of a note; nullopt if it is no marker. Pictures that it remembers in any
/// other form than marker_line() writes are ignored: others may have written the note.
std::optional<Marker> parse_marker(std::string_view note);

}  // namespace dora::notes
