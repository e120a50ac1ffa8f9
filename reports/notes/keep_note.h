// Keeps exactly one note for a card, whatever happened before: it is created, updated or left
// alone.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "reports/cards/card.h"
#include "reports/notes/note_board.h"

namespace dora::notes {

enum class Outcome : std::uint8_t { posted, updated, unchanged, removed, absent };

struct KeptNote {
  Outcome outcome = Outcome::unchanged;
  std::int64_t id = 0;  ///< 0 if there is none.
  int removed = 0;      ///< Duplicates of ours that were deleted.
};

/// Reads the bytes of a picture.
using ReadPicture = std::function<std::string(const cards::Picture&)>;

/// A note is ours if its first line is the card's marker and its author is the token's user. If the
/// server does not tell who that is, the answer to a new note does. The oldest is kept, all others
/// are deleted. Nothing is sent if the text would be the same; pictures are uploaded once. Safe
/// against other jobs that do the same at the same time, and against a POST of which no answer
/// came.
KeptNote keep_note(const cards::Card& card, NoteBoard& board, const ReadPicture& read);

/// Deletes all notes of the card. Throws an Error if the server does not tell who the token's user
/// is: a note of somebody else may have the same marker.
KeptNote remove_note(const std::string& card, NoteBoard& board);

}  // namespace dora::notes
