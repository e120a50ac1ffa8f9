// Notes as they are, and a list of what would be done to them.
#pragma once

#include <string>
#include <vector>

#include "reports/notes/note_board.h"

namespace dora::notes {

/// Reads the real notes; remembers every change instead of making it.
class DryBoard : public NoteBoard {
 public:
  /// The board is borrowed.
  explicit DryBoard(NoteBoard& board) : board_(board) {}

  std::optional<std::int64_t> user() override { return user_ = board_.user(); }
  std::vector<gitlab::Note> notes() override;
  std::optional<gitlab::Note> create(std::string_view body) override;
  Change update(std::int64_t note, std::string_view body) override;
  Change remove(std::int64_t note) override;
  std::string upload(std::string_view name, std::string_view png) override;

  /// `upload payments-api.png`, `post a note`; in the order in which it would be done.
  const std::vector<std::string>& plan() const { return plan_; }

 private:
  NoteBoard& board_;
  std::optional<std::int64_t> user_;
  std::vector<gitlab::Note> created_;
  std::vector<std::string> plan_;
};

}  // namespace dora::notes
