// Finds names that may be two spellings of one name: they are reported, never merged. Pure.
#include "collector/counting/suspicious_names.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "collector/counting/name_key.h"

namespace dora::counting {
namespace {

using model::SuspiciousNames;

constexpr std::size_t shortest_for_an_edit = 4;

/// GitLab labels have at most 255 characters of at most 4 bytes. A longer name is not a typing
/// error and would cost time.
constexpr std::size_t longest_compared = 1020;

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// A name with one character removed, as a hash that is the same on every platform.
struct Shortened {
  std::uint64_t hash = 0;
  std::uint32_t position = 0;  ///< Where the character was.
  std::uint32_t name = 0;
  char32_t character = 0;
};

/// Returns hashes of the text without each of its characters in turn and, last, of the whole text:
/// values of the polynomial whose coefficients are the characters. Takes linear time.
std::vector<std::uint64_t> hashes_without(std::u32string_view text, std::uint64_t prime) {
  constexpr std::uint64_t base = 1'000'003;
  std::vector<std::uint64_t> suffixes(text.size() + 1);  // Hashes of what follows a character.
  std::vector<std::uint64_t> powers(text.size() + 1, 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t place = text.size() - 1 - i;
    suffixes[place] = (text[place] * powers[i] + suffixes[place + 1]) % prime;
    powers[i + 1] = powers[i] * base % prime;
  }
  std::vector<std::uint64_t> result;
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    result.push_back((prefix * powers[text.size() - 1 - i] + suffixes[i + 1]) % prime);
    prefix = (prefix * base + text[i]) % prime;
  }
  result.push_back(prefix);
  return result;
}

std::vector<std::uint64_t> hashes_without(std::u32string_view text) {
  // Below 2^32, so that no product overflows. Two of them, because with a single one some of
  // millions of values would collide by chance.
  auto result = hashes_without(text, 4'294'967'291U);
  const auto more = hashes_without(text, 4'294'967'279U);
  std::transform(result.begin(), result.end(), more.begin(), result.begin(),
                 [](std::uint64_t high, std::uint64_t low) { return high << 32U | low; });
  return result;
}

std::u32string without(std::u32string text, std::size_t position) {
  return text.erase(position, 1);
}

/// Finds names with the same key, and names whose keys are one edit apart.
class Finder {
 public:
  Finder(std::vector<std::string> names, std::size_t limit) : limit_(limit) {
    std::sort(names.begin(), names.end());
    for (std::string& name : names) {
      if (name.size() <= longest_compared) {
        add(std::move(name));
      }
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
        numbers_.try_emplace(name_key(name), static_cast<std::uint32_t>(names_.size()));
    if (is_new) {
      keys_.push_back(place->first);
      names_.push_back(std::move(name));
      return;
    }
    const std::string& first = names_[place->second];
    tell(first, name, writing_difference(first, name));
  }

  void tell(const std::string& a, const std::string& b, std::string difference) {
    if (result_.pairs.size() >= limit_) {
      result_.more = true;
    } else {
      result_.pairs.push_back({std::min(a, b), std::max(a, b), std::move(difference)});
    }
  }

  void report_edit(std::uint32_t a, std::uint32_t b) {
    if (told_.emplace(std::min(a, b), std::max(a, b)).second) {
      tell(names_[a], names_[b], "one character");
    }
  }

  void shorten_all() {
    for (std::uint32_t name = 0; name < keys_.size(); ++name) {
      const std::u32string& key = keys_[name];
      const std::vector<std::uint64_t> hashes = hashes_without(key);
      by_hash_.emplace(hashes.back(), name);
      for (std::uint32_t i = 0; key.size() >= shortest_for_an_edit && i < key.size(); ++i) {
        shortened_.push_back({hashes[i], i, name, key[i]});
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
        report_edit(found->second, each.name);
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

  /// Skips differences between digits: numbered names are common.
  void compare(Place first, Place last) {
    const Place digits = std::stable_partition(
        first, last, [](const Shortened& each) { return !is_digit(each.character); });
    for (Place a = first; a != digits; ++a) {
      for (Place b = std::next(a); b != last && !result_.more; ++b) {
        if (without(keys_[a->name], a->position) == without(keys_[b->name], b->position)) {
          report_edit(a->name, b->name);
        }
      }
    }
  }

  std::size_t limit_;
  Suspicions result_;
  std::map<std::u32string, std::uint32_t> numbers_;  ///< Each key's index in the next two.
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

}  // namespace dora::counting
