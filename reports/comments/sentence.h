// Takes a sentence of a comment apart: words, placeholders, punctuation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/comments/word_list.h"

namespace dora::comments {

enum class TokenKind : std::uint8_t { entry, placeholder, punctuation };

struct Token {
  TokenKind kind = TokenKind::entry;
  std::string text;            ///< An entry in lower case, `f1`, `,`.
  Claim claim = Claim::plain;  ///< Of an entry.
};

struct Sentence {
  std::vector<Token> tokens;
  std::vector<std::string> problems;  ///< What is not allowed in any sentence; for the model.
};

/// Words that are not in the list, characters other than letters, spaces and `.,;:()`, and
/// placeholders that do not stand alone are problems.
Sentence parse_sentence(std::string_view text, const WordList& words);

}  // namespace dora::comments
