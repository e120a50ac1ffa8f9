// Notes as they are, and a list of what would be done to them.
#include "reports/notes/dry_board.h"

#include <fmt/format.h>

namespace dora::notes {

std::vector<gitlab::Note> DryBoard::notes() {
  std::vector<gitlab::Note> notes = board_.notes();
  notes.insert(notes.end(), created_.begin(), created_.end());
  return notes;
}

std::optional<gitlab::Note> DryBoard::create(std::string_view body) {
  constexpr std::int64_t no_id = 1LL << 60;  // Later than every real one.
  plan_.emplace_back("post a note");
  created_.push_back({no_id, user_.value_or(0), false, std::string(body)});
  return created_.back();
}

Change DryBoard::update(std::int64_t note, std::string_view /*body*/) {
  plan_.push_back(fmt::format("update note {}", note));
  return Change::done;
}

Change DryBoard::remove(std::int64_t note) {
  plan_.push_back(fmt::format("delete note {}", note));
  return Change::done;
}

std::string DryBoard::upload(std::string_view name, std::string_view /*png*/) {
  plan_.push_back(fmt::format("upload {}.png", name));
  return fmt::format("/uploads/{:032}/{}.png", 0, name);
}

}  // namespace dora::notes
