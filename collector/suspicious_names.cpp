// Finds names that look like two writings of one: they are told, never merged. Pure.
#include "collector/suspicious_names.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace dora::collector {
namespace {

using model::SuspiciousNames;

constexpr std::size_t shortest_for_an_edit = 4;

/// Code points of valid UTF-8; of anything else, something.
std::u32string decoded(std::string_view text) {
  std::u32string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0 && !result.empty()) {
      result.back() = (result.back() << 6U) | (byte & 0x3FU);
    } else {
      const unsigned bits = byte < 0x80 ? 0x7FU : byte < 0xE0 ? 0x1FU : byte < 0xF0 ? 0x0FU : 0x07U;
      result += static_cast<char32_t>(byte & bits);
    }
  }
  return result;
}

char32_t small_letter(char32_t c) {
  const bool plain = (c >= U'A' && c <= U'Z') || (c >= U'À' && c <= U'Þ' && c != U'×') ||
                     (c >= U'Α' && c <= U'Ω') || (c >= U'А' && c <= U'Я');
  return plain ? c + 0x20 : c >= U'Ѐ' && c <= U'Џ' ? c + 0x50 : c;
}

std::string_view without_outer_spaces(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::u32string key_of(std::string_view name) {
  std::u32string key = decoded(without_outer_spaces(name));
  std::transform(key.begin(), key.end(), key.begin(), small_letter);
  return key;
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// A name with one character taken out, as a number (FNV-1a: the same everywhere).
struct Shortened {
  std::uint64_t hash = 0;
  std::uint32_t position = 0;  ///< Where the character was.
  std::uint32_t name = 0;
  char32_t character = 0;
};

std::uint64_t hash_without(std::u32string_view text, std::size_t position) {
  std::uint64_t hash = 14695981039346656037U;
  for (std::size_t i = 0; i < text.size(); ++i) {
    hash = i == position ? hash : (hash ^ text[i]) * 1099511628211U;
  }
  return hash;
}

std::u32string without(std::u32string text, std::size_t position) {
  return text.erase(position, 1);
}

/// Names that became the same by taking out spaces and capitals, and those that are one edit apart.
class Finder {
 public:
  Finder(std::vector<std::string> names, std::size_t limit) : limit_(limit) {
    std::sort(names.begin(), names.end());
    for (std::string& name : names) {
      add(std::move(name));
    }
  }

  Suspicions run() {
    shorten_all();
    find_missing_characters();
    find_other_characters();
    std::sort(result_.pairs.begin(), result_.pairs.end());
    return std::move(result_);
  }

 private:
  void add(std::string name) {
    const auto [place, is_new] =
        numbers_.try_emplace(key_of(name), static_cast<std::uint32_t>(names_.size()));
    if (is_new) {
      keys_.push_back(place->first);
      names_.push_back(std::move(name));
      return;
    }
    const std::string& first = names_[place->second];
    const bool same_trimmed = without_outer_spaces(first) == without_outer_spaces(name);
    const bool both = !same_trimmed && (first.front() == ' ' || first.back() == ' ' ||
                                        name.front() == ' ' || name.back() == ' ');
    tell(first, name, same_trimmed ? "spaces" : both ? "capitals and spaces" : "capitals");
  }

  void tell(const std::string& a, const std::string& b, const char* difference) {
    if (result_.pairs.size() >= limit_) {
      result_.more = true;
    } else {
      result_.pairs.push_back({std::min(a, b), std::max(a, b), difference});
    }
  }

  void tell_edit(std::uint32_t a, std::uint32_t b) {
    if (told_.emplace(std::min(a, b), std::max(a, b)).second) {
      tell(names_[a], names_[b], "one character");
    }
  }

  void shorten_all() {
    for (std::uint32_t name = 0; name < keys_.size(); ++name) {
      const std::u32string& key = keys_[name];
      by_hash_.emplace(hash_without(key, key.size()), name);
      for (std::uint32_t i = 0; key.size() >= shortest_for_an_edit && i < key.size(); ++i) {
        shortened_.push_back({hash_without(key, i), i, name, key[i]});
      }
    }
    std::sort(shortened_.begin(), shortened_.end(), [](const Shortened& a, const Shortened& b) {
      return std::tie(a.hash, a.position, a.name) < std::tie(b.hash, b.position, b.name);
    });
  }

  /// `paymet` is `payment` without its n.
  void find_missing_characters() {
    for (const Shortened& each : shortened_) {
      if (result_.more) {
        return;
      }
      if (is_digit(each.character)) {
        continue;
      }
      const auto found = by_hash_.find(each.hash);
      if (found != by_hash_.end() &&
          keys_[found->second] == without(keys_[each.name], each.position)) {
        tell_edit(found->second, each.name);
      }
    }
  }

  /// `payment` and `paiment` are the same without their third character.
  void find_other_characters() {
    for (auto first = shortened_.begin(); first != shortened_.end() && !result_.more;) {
      const auto last = std::find_if(first, shortened_.end(), [&first](const Shortened& each) {
        return each.hash != first->hash || each.position != first->position;
      });
      compare(first, last);
      first = last;
    }
  }

  using Place = std::vector<Shortened>::iterator;

  /// Digits among themselves are passed over: numbered names are many.
  void compare(Place first, Place last) {
    const Place digits = std::stable_partition(
        first, last, [](const Shortened& each) { return !is_digit(each.character); });
    for (Place a = first; a != digits; ++a) {
      for (Place b = std::next(a); b != last && !result_.more; ++b) {
        if (without(keys_[a->name], a->position) == without(keys_[b->name], b->position)) {
          tell_edit(a->name, b->name);
        }
      }
    }
  }

  std::size_t limit_;
  Suspicions result_;
  std::map<std::u32string, std::uint32_t> numbers_;  ///< Of each key: its place in the next two.
  std::vector<std::u32string> keys_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_hash_;  ///< Of whole keys.
  std::vector<std::string> names_;                            ///< The first one with that key.
  std::vector<Shortened> shortened_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> told_;
};

}  // namespace

Suspicions find_suspicious_names(std::vector<std::string> names, std::size_t limit) {
  return Finder(std::move(names), limit).run();
}

}  // namespace dora::collector
