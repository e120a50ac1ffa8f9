// Takes a sentence of a comment apart: words, placeholders, punctuation.
#include "reports/comments/sentence.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/ascii.h"
#include "collector/base/text/printable.h"

namespace dora::comments {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

class SentenceParser {
 public:
  SentenceParser(std::string_view text, const WordList& words) : text_(text), words_(words) {}

  Sentence parse() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_letter(c)) {
        take_word();
      } else if (c == '{') {
        take_placeholder();
      } else if (c == ' ') {
        ++at_;
      } else {
        take_mark(c);
      }
    }
    take_entries();
    check_ends();
    return std::move(sentence_);
  }

 private:
  void problem(std::string text) { sentence_.problems.push_back(std::move(text)); }

  void take_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) {
      ++at_;
    }
    const std::string_view word = text_.substr(begin, at_ - begin);
    const bool capital = std::ranges::any_of(word.substr(begin == 0 ? 1 : 0), is_capital);
    if (capital) {
      problem(fmt::format("'{}' has a capital letter inside the sentence", shown(word)));
    }
    waiting_.push_back(text::ascii_lower(word));
  }

  /// `{f1}` between spaces or before punctuation, so that nothing is part of the figure.
  void take_placeholder() {
    take_entries();
    const std::size_t end = text_.find('}', at_);
    const std::string_view id =
        end == std::string_view::npos ? std::string_view() : text_.substr(at_ + 1, end - at_ - 1);
    const bool valid = id.size() >= 2 && id.size() <= 6 &&
                       std::string_view("fst").find(id.front()) != std::string_view::npos &&
                       id.find_first_not_of("0123456789", 1) == std::string_view::npos;
    if (!valid) {
      problem("a brace that does not belong to a placeholder such as {f1}");
      at_ = std::max(at_ + 1, std::min(end, text_.size()));
      return;
    }
    const bool free_before = at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '(';
    const std::string_view after = text_.substr(end + 1);
    const bool free_after =
        after.empty() || after.front() == ' ' || after.front() == ')' ||
        (std::string_view(".,;:").find(after.front()) != std::string_view::npos &&
         (after.size() == 1 || after[1] == ' '));
    if (!free_before || !free_after) {
      problem(fmt::format("{{{}}} does not stand alone between spaces", id));
    }
    if (!sentence_.tokens.empty() && (sentence_.tokens.back().kind == TokenKind::placeholder ||
                                      only_marks_since_placeholder())) {
      problem(fmt::format("no word between {{{}}} and the placeholder before it", id));
    }
    sentence_.tokens.push_back({TokenKind::placeholder, std::string(id)});
    at_ = end + 1;
  }

  bool only_marks_since_placeholder() const {
    for (auto token = sentence_.tokens.rbegin(); token != sentence_.tokens.rend(); ++token) {
      if (token->kind == TokenKind::entry) {
        return false;
      }
      if (token->kind == TokenKind::placeholder) {
        return true;
      }
    }
    return false;
  }

  void take_mark(char c) {
    take_entries();
    if (std::string_view(".,;:()").find(c) == std::string_view::npos) {
      const bool digit = c >= '0' && c <= '9';
      problem(digit ? std::string("a digit; write a placeholder such as {f1}")
                    : fmt::format("the character '{}'", text::printable(std::string(1, c))));
    }
    sentence_.tokens.push_back({TokenKind::punctuation, std::string(1, c)});
    ++at_;
  }

  /// The words in a row become entries of the list, the longest first.
  void take_entries() {
    std::span<const std::string> rest = waiting_;
    while (!rest.empty()) {
      const WordList::Match match = words_.longest(rest);
      if (match.words == 0) {
        problem(is_number_word(rest.front())
                    ? fmt::format("'{}' is a number word; write a placeholder such as {{f1}}",
                                  rest.front())
                    : fmt::format("'{}' is not one of the words", shown(rest.front())));
      }
      const std::size_t taken = std::max<std::size_t>(match.words, 1);
      std::string entry;
      for (const std::string& word : rest.first(taken)) {
        entry += (entry.empty() ? "" : " ") + word;
      }
      sentence_.tokens.push_back({TokenKind::entry, std::move(entry), match.claim});
      rest = rest.subspan(taken);
    }
    waiting_.clear();
  }

  void check_ends() {
    const auto& tokens = sentence_.tokens;
    const bool begins = !text_.empty() && (is_capital(text_.front()) || text_.front() == '{');
    const auto stops = std::ranges::count_if(tokens, [](const Token& token) {
      return token.kind == TokenKind::punctuation && token.text == ".";
    });
    if (!begins || stops != 1 || text_.back() != '.') {
      problem(
          "a sentence begins with a capital letter or a placeholder and ends with its only "
          "full stop");
    }
  }

  static std::string shown(std::string_view word) {
    return text::printable(text::cut_text(word, 40));
  }

  std::string_view text_;
  const WordList& words_;
  std::size_t at_ = 0;
  std::vector<std::string> waiting_;  ///< Words that no entry was looked for yet.
  Sentence sentence_;
};

}  // namespace

Sentence parse_sentence(std::string_view text, const WordList& words) {
  return SentenceParser(text, words).parse();
}

}  // namespace dora::comments
