// The closed list of words that comments are made of, and what each of them claims.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace dora::comments {

/// What an entry claims; the names of metrics are those of to_string(Metric).
enum class Claim : std::uint8_t {
  deployments,
  failed,
  failure_rate,
  lead_time,
  restore_time,
  outage,
  gap,
  failing_services,
  recovered_services,
  new_services,
  before,
  recent,
  usual,
  up,
  down,
  better,
  worse,
  flat,
  unusual,
  joins,  ///< Begins another clause.
  units,  ///< May not follow a figure: it would give it another unit.
  plain   ///< Nothing.
};

/// Its file among the templates.
inline constexpr const char* words_name = "annotate_words.txt";

/// A list that is closed needs no guess at what a number word, an address or a name looks like in
/// any language: what is not in it does not get through.
class WordList {
 public:
  /// Reads lines `section: entry, entry`; `#` begins a comment. `place` names the file in messages.
  /// Throws an Error that names the line for an unknown section, for an entry that is not made of
  /// letters, and for one that is a number.
  WordList(std::string_view text, const std::string& place);

  struct Match {
    std::size_t words = 0;  ///< How many words the entry has; 0 if there is none.
    Claim claim = Claim::plain;
  };
  /// The longest entry that these words, in lower case, begin with.
  Match longest(std::span<const std::string> words) const;

  /// All entries with commas, for the prompt.
  std::string text() const;

 private:
  void add_line(std::string_view line, const std::string& place);

  std::map<std::string, Claim, std::less<>> entries_;
  std::size_t longest_ = 1;  ///< In words.
};

/// Returns whether a word, in lower case, means a number in English or a language that is often
/// used beside it: `twelve`, `twofold`, `halved`, `zwanzig`.
bool is_number_word(std::string_view word);

}  // namespace dora::comments
