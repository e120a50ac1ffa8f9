// Keeps exactly one note for a card, whatever happened before: it is created, updated or left
// alone.
#include "reports/notes/keep_note.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "reports/notes/card_marker.h"

namespace dora::notes {
namespace {

/// Far below GitLab's limit: a page with longer notes is slow to load.
constexpr std::size_t longest_body = 60'000;
constexpr int most_rounds = 5;

/// GitLab may return other line ends, and drop spaces at the ends of lines.
std::string normalized(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result.erase(result.find_last_not_of(" \t\r") + 1);
    }
    result += c;
  }
  result.erase(result.find_last_not_of(" \t\r\n") + 1);
  return result;
}

class Keeper {
 public:
  Keeper(const cards::Card& card, NoteBoard& board, const ReadPicture& read)
      : card_(card), board_(board), read_(read), user_(board.user()) {}

  KeptNote keep() {
    for (int round = 0; round < most_rounds; ++round) {
      if (!user_) {
        post();  // Its answer tells who we are; if there was an older note, this one is deleted.
        continue;
      }
      const std::vector<gitlab::Note> ours = own_notes();
      if (ours.empty()) {
        post();
      } else if (settle(ours)) {
        return kept_;
      }
    }
    throw base::Error(fmt::format(
        "the note changed {} times while it was being written: another program is writing it, too",
        most_rounds));
  }

  KeptNote remove() {
    if (!user_) {
      throw base::Error(
          "GitLab does not say whose token this is (GET /user), so the notes of earlier runs "
          "cannot be recognised: nothing was deleted. Use a token with the scope api");
    }
    for (const gitlab::Note& note : own_notes()) {
      kept_.removed += board_.remove(note.id) == Change::done ? 1 : 0;
    }
    kept_.outcome = kept_.removed > 0 ? Outcome::removed : Outcome::absent;
    return kept_;
  }

 private:
  std::vector<gitlab::Note> own_notes() {
    std::vector<gitlab::Note> notes = board_.notes();
    std::erase_if(notes, [&](const gitlab::Note& note) {
      const auto marker = parse_marker(note.body);
      return note.system || !marker || marker->id != card_.id || foreign_.contains(note.id) ||
             note.author != user_;
    });
    std::ranges::sort(notes, {}, &gitlab::Note::id);
    return notes;
  }

  /// The text of the note, with pictures that `known` has or that are uploaded now.
  std::string body(const Marker& known) {
    Marker marker{card_.id, {}};
    std::vector<std::string> addresses;
    for (const cards::Picture& picture : pictures_of(card_)) {
      const std::string& sha256 = picture.source.sha256;
      std::string& address = uploaded_[sha256];
      if (const auto found = known.pictures.find(sha256);
          address.empty() && found != known.pictures.end()) {
        address = found->second;
      }
      if (address.empty()) {
        address = board_.upload(picture.name, read_(picture));
      }
      marker.pictures.emplace(sha256, address);
      addresses.push_back(address);
    }
    std::string text = marker_line(marker) + "\n" + markdown_of(card_, addresses);
    if (text.size() > longest_body) {
      text = std::string(text::cut_text(text, longest_body)) +
             "\n\n**This card is cut off:** it was too long.\n";
    }
    return text;
  }

  /// What became of the note is seen in the next round: another job may have posted one, too, and a
  /// POST without an answer may have been carried out.
  void post() {
    if (const auto note = board_.create(body({}))) {
      posted_.insert(note->id);
      if (!user_) {
        user_ = note->author;
      }
    }
  }

  /// Returns false if the notes must be looked at again.
  bool settle(const std::vector<gitlab::Note>& ours) {
    const gitlab::Note& note = ours.front();
    const std::string text = body(parse_marker(note.body).value_or(Marker()));
    kept_.id = note.id;
    if (normalized(text) == normalized(note.body)) {
      if (kept_.outcome != Outcome::updated) {
        kept_.outcome = posted_.contains(note.id) ? Outcome::posted : Outcome::unchanged;
      }
    } else {
      switch (board_.update(note.id, text)) {
        case Change::gone:
          return false;
        case Change::refused:
          foreign_.insert(note.id);
          return false;
        case Change::done:
          kept_.outcome = Outcome::updated;
      }
    }
    for (auto duplicate = ours.begin() + 1; duplicate != ours.end(); ++duplicate) {
      kept_.removed += board_.remove(duplicate->id) == Change::done ? 1 : 0;
    }
    return true;
  }

  const cards::Card& card_;
  NoteBoard& board_;
  const ReadPicture& read_;
  std::optional<std::int64_t> user_;
  std::map<std::string, std::string> uploaded_;  ///< By SHA-256.
  std::set<std::int64_t> posted_;
  std::set<std::int64_t> foreign_;  ///< Notes that we may not change.
  KeptNote kept_;
};

}  // namespace

KeptNote keep_note(const cards::Card& card, NoteBoard& board, const ReadPicture& read) {
  return Keeper(card, board, read).keep();
}

KeptNote remove_note(const std::string& card, NoteBoard& board) {
  cards::Card named;
  named.id = card;
  return Keeper(named, board, {}).remove();
}

}  // namespace dora::notes
