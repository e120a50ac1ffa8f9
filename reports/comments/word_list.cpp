// The closed list of words that comments are made of, and what each of them claims.
#include "reports/comments/word_list.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"

namespace dora::comments {
namespace {

constexpr std::array<std::string_view, 22> sections{"deployments",
                                                    "failed",
                                                    "failure-rate",
                                                    "lead-time",
                                                    "restore-time",
                                                    "outage",
                                                    "gap",
                                                    "failing-services",
                                                    "recovered-services",
                                                    "new-services",
                                                    "before",
                                                    "recent",
                                                    "usual",
                                                    "up",
                                                    "down",
                                                    "better",
                                                    "worse",
                                                    "flat",
                                                    "unusual",
                                                    "joins",
                                                    "units",
                                                    "plain"};

std::string_view trimmed_entry(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  const auto last = text.find_last_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, last - first + 1);
}

std::optional<Claim> parse_section(std::string_view name) {
  const auto found = std::ranges::find(sections, name);
  return found == sections.end() ? std::nullopt
                                 : std::optional(static_cast<Claim>(found - sections.begin()));
}

/// Lower-case letters of alphabets: ASCII, and U+00C0 to U+024F and U+0370 to U+058F, which hold no
/// digits. Two bytes of UTF-8 each.
bool is_word(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte >= 'a' && byte <= 'z') {
      continue;
    }
    const bool pair =
        i + 1 < word.size() && (static_cast<unsigned char>(word[i + 1]) & 0xC0U) == 0x80U;
    const unsigned code =
        pair ? ((byte & 0x1FU) << 6U) | (static_cast<unsigned char>(word[i + 1]) & 0x3FU) : 0;
    const bool letter = (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) ||
                        (code >= 0x370 && code <= 0x58F);
    if ((byte & 0xE0U) != 0xC0U || !letter) {
      return false;
    }
    ++i;
  }
  return !word.empty();
}

/// English, then German, French, Spanish, Italian, Portuguese, Dutch; without words that are also
/// articles.
constexpr std::array number_words{
    "zero",      "nought",     "nil",        "none",       "one",       "ones",      "two",
    "three",     "four",       "five",       "six",        "seven",     "eight",     "nine",
    "ten",       "eleven",     "twelve",     "thirteen",   "fourteen",  "fifteen",   "sixteen",
    "seventeen", "eighteen",   "nineteen",   "twenty",     "thirty",    "forty",     "fourty",
    "fifty",     "sixty",      "seventy",    "eighty",     "ninety",    "hundred",   "thousand",
    "million",   "billion",    "trillion",   "dozen",      "score",     "first",     "second",
    "third",     "fourth",     "fifth",      "sixth",      "seventh",   "eighth",    "ninth",
    "tenth",     "eleventh",   "twelfth",    "twentieth",  "thirtieth", "fortieth",  "fiftieth",
    "hundredth", "thousandth", "half",       "halves",     "halved",    "halving",   "quarter",
    "once",      "twice",      "thrice",     "double",     "doubled",   "doubling",  "triple",
    "tripled",   "treble",     "quadruple",  "quadrupled", "single",    "both",      "pair",
    "couple",    "percent",    "percentage", "percents",   "fold",      "fortnight", "decade",
    "century",   "majority",   "minority",   "null",       "zwei",      "drei",      "vier",
    "sechs",     "sieben",     "acht",       "neun",       "zehn",      "elf",       "zwanzig",
    "hundert",   "tausend",    "halb",       "doppelt",    "prozent",   "deux",      "trois",
    "quatre",    "cinq",       "sept",       "huit",       "neuf",      "dix",       "onze",
    "douze",     "vingt",      "cent",       "mille",      "moitié",    "dos",       "tres",
    "cuatro",    "cinco",      "seis",       "siete",      "ocho",      "nueve",     "diez",
    "veinte",    "cien",       "ciento",     "mil",        "mitad",     "doble",     "due",
    "tre",       "quattro",    "cinque",     "sei",        "sette",     "otto",      "nove",
    "dieci",     "venti",      "cento",      "metà",       "doppio",    "dois",      "duas",
    "três",      "quatro",     "sete",       "oito",       "dez",       "vinte",     "metade",
    "dobro",     "twee",       "drie",       "vijf",       "zeven",     "negen",     "tien",
    "twintig",   "honderd",    "duizend",    "helft",      "dubbel"};

bool is_listed_number(std::string_view word) {
  return std::ranges::find(number_words, word) != number_words.end();
}

/// Takes one place of a Roman numeral: `one`, `five` and `ten` are its letters.
void take_roman(std::string_view& rest, char one, char five, char ten) {
  if (rest.starts_with(std::string{one, ten}) || rest.starts_with(std::string{one, five})) {
    rest.remove_prefix(2);
    return;
  }
  rest.remove_prefix(rest.starts_with(five) ? 1 : 0);
  for (int i = 0; i < 3 && rest.starts_with(one); ++i) {
    rest.remove_prefix(1);
  }
}

/// `xii`, also of one letter.
bool is_roman(std::string_view word) {
  std::string_view rest = word;
  for (int i = 0; i < 3 && rest.starts_with('m'); ++i) {
    rest.remove_prefix(1);
  }
  take_roman(rest, 'c', 'd', 'm');
  take_roman(rest, 'x', 'l', 'c');
  take_roman(rest, 'i', 'v', 'x');
  return !word.empty() && rest.empty();
}

/// `twentyone`, `twofold`, `sevens`: nothing but number words in a row, the last perhaps in the
/// plural.
bool is_made_of_numbers(std::string_view word) {
  if (word.empty() || word == "s" || word == "th") {
    return true;
  }
  for (std::size_t length = 3; length <= word.size(); ++length) {
    if (is_listed_number(word.substr(0, length)) && is_made_of_numbers(word.substr(length))) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_number_word(std::string_view word) {
  return is_roman(word) || (word.size() > 2 && is_made_of_numbers(word));
}

WordList::WordList(std::string_view text, const std::string& place) {
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const std::string_view line = trimmed_entry(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!line.empty() && line.front() != '#') {
      add_line(line, fmt::format("{}:{}", place, number));
    }
  }
}

void WordList::add_line(std::string_view line, const std::string& place) {
  const auto colon = line.find(':');
  const auto claim = parse_section(line.substr(0, colon));
  if (colon == std::string_view::npos || !claim) {
    throw base::Error(fmt::format(
        "{}: does not begin with a section; it takes SECTION: entry, entry. Sections: {}", place,
        fmt::join(sections, ", ")));
  }
  line.remove_prefix(colon + 1);
  while (!line.empty()) {
    const auto comma = std::min(line.find(','), line.size());
    const std::string entry(trimmed_entry(line.substr(0, comma)));
    line.remove_prefix(std::min(comma + 1, line.size()));
    std::size_t words = 0;
    for (std::string_view rest = entry; !rest.empty() || words == 0; ++words) {
      const auto space = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, space);
      if (!is_word(word) || is_number_word(word)) {
        throw base::Error(fmt::format(
            "{}: '{}' is not a valid entry: use words of lower-case letters, and no number words",
            place, text::printable(entry)));
      }
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    entries_[entry] = *claim;
    longest_ = std::max(longest_, words);
  }
}

WordList::Match WordList::longest(std::span<const std::string> words) const {
  Match match;
  std::string entry;
  for (std::size_t i = 0; i < std::min(words.size(), longest_); ++i) {
    entry += (i == 0 ? "" : " ") + words[i];
    if (const auto found = entries_.find(entry); found != entries_.end()) {
      match = {i + 1, found->second};
    }
  }
  return match;
}

std::string WordList::text() const {
  std::string all;
  for (const auto& [entry, claim] : entries_) {
    all += (all.empty() ? "" : ", ") + entry;
  }
  return all;
}

}  // namespace dora::comments
