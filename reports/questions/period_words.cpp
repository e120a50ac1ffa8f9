// Finds periods in a text: labels, names of months, `last week`.
#include "reports/questions/period_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "collector/base/text/fold.h"
#include "collector/model/wording.h"

namespace dora::questions {
namespace {

using model::Granularity;
using model::Period;

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

std::optional<int> number_of(std::string_view word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc{} && end == word.data() + word.size() && number >= 0
             ? std::optional(number)
             : std::nullopt;
}

/// Labels are written with capitals: `2024-w05` is `2024-W05`.
std::optional<Period> labelled(std::string word) {
  for (char& c : word) {
    c = c == 'w' ? 'W' : c == 'q' ? 'Q' : c;
  }
  return model::parse_period(word);
}

std::optional<Granularity> unit_of(std::string_view word) {
  if (word.ends_with("s")) {
    word.remove_suffix(1);
  }
  return model::parse_granularity(word);
}

std::optional<unsigned> month_of(std::string_view word) {
  for (unsigned month = 1; month <= 12; ++month) {
    const std::string name = text::folded(model::month_name(std::chrono::month(month)));
    // `may` is also a verb, but then no question of ours has another period.
    if (word == name || (word.size() == 3 && name.starts_with(word)) || word == name.substr(0, 4)) {
      return month;
    }
  }
  return std::nullopt;
}

/// Reads one period after another from words.
class Reader {
 public:
  Reader(const std::vector<std::string>& words, const Report& report)
      : words_(words), report_(report) {}

  bool at_end() const { return at_ >= words_.size(); }

  /// Moves past the next word, or past a period that begins there.
  std::optional<NamedPeriod> next() {
    for (const auto read : {&Reader::label, &Reader::relative, &Reader::month, &Reader::quarter,
                            &Reader::week, &Reader::day}) {
      const std::size_t begin = at_;
      if (const auto found = (this->*read)()) {
        return found;
      }
      at_ = begin;
    }
    ++at_;
    return std::nullopt;
  }

 private:
  std::string_view peek(std::size_t ahead = 0) const {
    return at_ + ahead < words_.size() ? std::string_view(words_[at_ + ahead]) : "";
  }

  std::optional<NamedPeriod> label() {
    const auto period = labelled(std::string(peek()));
    ++at_;
    return period ? std::optional(NamedPeriod{*period, {}}) : std::nullopt;
  }

  /// `last week`, `last 3 months`, `this month`, `week before last`.
  std::optional<NamedPeriod> relative() {
    const std::string_view word = peek();
    if (const auto unit = unit_of(word); unit && peek(1) == "before" && peek(2) == "last") {
      at_ += 3;
      return NamedPeriod{model::advance(report_.last_full(*unit), -1), {}};
    }
    const bool running = word == "this" || word == "current";
    if (!running && word != "last" && word != "previous" && word != "past") {
      return std::nullopt;
    }
    const auto several = number_of(peek(1));
    const auto unit = unit_of(peek(several ? 2 : 1));
    if (!unit || (several && (running || *several < 1 || *several > 1000))) {
      return std::nullopt;
    }
    at_ += several ? 3 : 2;
    const Period last = report_.last_full(*unit);
    if (several && *several > 1) {
      return NamedPeriod{last, model::advance(last, 1 - *several)};
    }
    return NamedPeriod{running ? model::advance(last, 1) : last, {}};
  }

  /// `October`, `October 2024`.
  std::optional<NamedPeriod> month() {
    const auto month = month_of(peek());
    if (!month) {
      return std::nullopt;
    }
    ++at_;
    return NamedPeriod{last_begun(Granularity::month,
                                  [&](std::chrono::year_month_day begin) {
                                    return begin.month() == std::chrono::month(*month);
                                  }),
                       {}};
  }

  /// `Q3`, `Q3 2024`.
  std::optional<NamedPeriod> quarter() {
    const std::string_view word = peek();
    const auto number = word.starts_with("q") ? number_of(word.substr(1)) : std::nullopt;
    if (!number || *number < 1 || *number > 4) {
      return std::nullopt;
    }
    ++at_;
    const std::chrono::month first(static_cast<unsigned>(3 * *number - 2));
    return NamedPeriod{
        last_begun(Granularity::quarter,
                   [&](std::chrono::year_month_day begin) { return begin.month() == first; }),
        {}};
  }

  /// `week 47`, `week 47 of 2024`.
  std::optional<NamedPeriod> week() {
    const auto number = peek() == "week" ? number_of(peek(1)) : std::nullopt;
    if (!number || *number < 1 || *number > 53) {
      return std::nullopt;
    }
    at_ += 2;
    at_ += peek() == "of" ? 1U : 0U;
    const auto year = year_here();
    Period week = newest(Granularity::week);
    for (int steps = 0; steps < 53 * 40; ++steps, week = model::advance(week, -1)) {
      const model::IsoWeek iso = model::iso_week(week);
      if (iso.week == *number && (!year || iso.year == *year)) {
        return NamedPeriod{week, {}};
      }
    }
    return std::nullopt;
  }

  std::optional<NamedPeriod> day() {
    const std::string_view word = peek();
    if (word != "yesterday" && word != "today") {
      return std::nullopt;
    }
    ++at_;
    const Period last = report_.last_full(Granularity::day);
    return NamedPeriod{word == "today" ? model::advance(last, 1) : last, {}};
  }

  Period newest(Granularity granularity) const {
    return model::period_containing(report_.analysis().covered.end, granularity);
  }

  std::optional<int> year_here() {
    const auto year = peek().size() == 4 ? number_of(peek()) : std::nullopt;
    at_ += year ? 1U : 0U;
    return year;
  }

  /// The newest such period that began, or that of the year that follows.
  template <class Matches>
  Period last_begun(Granularity granularity, Matches matches) {
    at_ += peek() == "of" ? 1U : 0U;
    const auto year = year_here();
    Period period = newest(granularity);
    if (year) {
      const std::chrono::local_days last_day(std::chrono::year(*year) / 12 / 31);
      period = model::period_containing(last_day, granularity);
    }
    while (!matches(std::chrono::year_month_day(period.begin))) {
      period = model::advance(period, -1);
    }
    return period;
  }

  const std::vector<std::string>& words_;
  const Report& report_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded) {
    if (is_word_character(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<NamedPeriod> periods_in(const std::vector<std::string>& words, const Report& report) {
  std::vector<NamedPeriod> periods;
  for (Reader reader(words, report); !reader.at_end();) {
    if (const auto period = reader.next()) {
      periods.push_back(*period);
    }
  }
  return periods;
}

std::optional<Period> period_of(std::string_view text, const Report& report) {
  const std::vector<std::string> words = words_of(text::folded(text));
  Reader reader(words, report);
  const auto found = reader.at_end() ? std::nullopt : reader.next();
  return found && !found->first && reader.at_end() ? std::optional(found->period) : std::nullopt;
}

}  // namespace dora::questions
