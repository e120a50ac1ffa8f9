// Where notes are kept: the notes on one merge request or issue.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/gitlab/notes.h"

namespace dora::notes {

/// What became of a request to change a note.
enum class Change : std::uint8_t {
  done,
  gone,    ///< There is no such note any more.
  refused  ///< It belongs to somebody else.
};

/// All throw an Error for what cannot be done otherwise.
class NoteBoard {
 public:
  virtual ~NoteBoard() = default;

  /// The user of the token; nullopt if the server does not tell.
  virtual std::optional<std::int64_t> user() = 0;
  /// Of all pages, the oldest first.
  virtual std::vector<gitlab::Note> notes() = 0;
  /// Returns nullopt if it is not known whether the note was created.
  virtual std::optional<gitlab::Note> create(std::string_view body) = 0;
  virtual Change update(std::int64_t note, std::string_view body) = 0;
  virtual Change remove(std::int64_t note) = 0;
  /// Returns the address of the picture.
  virtual std::string upload(std::string_view name, std::string_view png) = 0;
};

}  // namespace dora::notes
