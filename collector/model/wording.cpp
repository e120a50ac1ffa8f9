// Counts, rates, durations and periods as people read them: in English, whatever the locale.
#include "collector/model/wording.h"

#include <array>

#include <fmt/format.h>

namespace dora::model {
namespace {

using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// Returns the digits of a percentage; they read as 0 or 100 only if it is exactly that.
std::string percent_digits(const Ratio& percent, int decimals) {
  std::string text = decimal_text(percent, decimals);
  if (text == decimal_text({0, 1}, decimals) && percent.numerator > 0) {
    return decimals == 0 ? "<1" : "<0.1";
  }
  if (text == decimal_text({100, 1}, decimals) && percent < Ratio{100, 1}) {
    return decimals == 0 ? ">99" : ">99.9";
  }
  return text;
}

/// From these on, the smaller unit no longer matters.
constexpr std::chrono::hours long_hours{10};
constexpr std::chrono::days long_days{3};

std::string name_without_year(Period period) {
  const year_month_day date(period.begin);
  switch (period.granularity) {
    case Granularity::day:
      return fmt::format("{} {}", static_cast<unsigned>(date.day()), month_name(date.month()));
    case Granularity::week:
      return fmt::format("week {}", iso_week(period).week);
    case Granularity::month:
      return std::string(month_name(date.month()));
    case Granularity::quarter:
      break;
  }
  return fmt::format("Q{}", quarter(period));
}

int year_of(Period period) {
  return period.granularity == Granularity::week
             ? iso_week(period).year
             : static_cast<int>(year_month_day(period.begin).year());
}

std::string short_name(Period period) {
  const year_month_day date(period.begin);
  switch (period.granularity) {
    case Granularity::day:
      return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                         short_month_name(date.month()), static_cast<int>(date.year()));
    case Granularity::month:
      return fmt::format("{} {}", short_month_name(date.month()), static_cast<int>(date.year()));
    case Granularity::week:
    case Granularity::quarter:
      break;
  }
  return label(period);
}

}  // namespace

std::string count_text(std::int64_t count) {
  std::string text = std::to_string(count);
  const std::size_t sign = count < 0 ? 1 : 0;
  for (std::size_t i = text.size(); i > sign + 3; i -= 3) {
    text.insert(i - 3, ",");
  }
  return text;
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count_text(count), noun, count == 1 ? "" : "s");
}

std::string rate_text(const std::optional<Ratio>& percent) {
  return percent ? percent_digits(*percent, 1) + "%" : "no data";
}

std::string rate_text(const Counts& counts) {
  return rate_text(failure_percent(counts));
}

std::string short_rate_text(const Ratio& percent) {
  return percent_digits(percent, 0);
}

std::string duration_text(Duration duration) {
  using std::chrono::days;
  using std::chrono::floor;
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  if (duration < minutes(1)) {
    return fmt::format("{} s", floor<seconds>(duration).count());
  }
  if (duration < hours(1)) {
    return fmt::format("{} min", floor<minutes>(duration).count());
  }
  if (duration < days(1)) {
    const auto whole = floor<hours>(duration);
    const auto rest = floor<minutes>(duration - whole).count();
    return duration >= long_hours || rest == 0 ? fmt::format("{} h", whole.count())
                                               : fmt::format("{} h {} min", whole.count(), rest);
  }
  const auto whole = floor<days>(duration);
  const auto rest = floor<hours>(duration - whole).count();
  const std::string text = counted(whole.count(), "day");
  return duration >= long_days || rest == 0 ? text : fmt::format("{} {} h", text, rest);
}

std::string duration_at_least_text(Duration duration) {
  using std::chrono::ceil;
  // In the unit that is shown; what fills the next larger one is shown in that.
  const Duration shown = duration < std::chrono::minutes(1) ? ceil<std::chrono::seconds>(duration)
                         : duration < long_hours            ? ceil<std::chrono::minutes>(duration)
                         : duration < long_days             ? ceil<std::chrono::hours>(duration)
                                                            : ceil<std::chrono::days>(duration);
  return duration_text(shown);
}

std::string duration_text(const std::optional<Duration>& duration) {
  return duration ? duration_text(*duration) : "no data";
}

std::string name(Period period) {
  const std::string_view of = period.granularity == Granularity::week ? " of " : " ";
  return fmt::format("{}{}{}", name_without_year(period), of, year_of(period));
}

std::string range_name(Period first, Period last) {
  if (first == last) {
    return name(first);
  }
  const year_month_day begin(first.begin);
  const year_month_day end(last.begin);
  if (first.granularity == Granularity::day && begin.year() == end.year() &&
      begin.month() == end.month()) {
    return fmt::format("{} to {}", static_cast<unsigned>(begin.day()), name(last));
  }
  const bool same_year = year_of(first) == year_of(last);
  return fmt::format("{} to {}", same_year ? name_without_year(first) : name(first), name(last));
}

std::string short_range_name(Period first, Period last) {
  return first == last ? short_name(first)
                       : fmt::format("{} – {}", short_name(first), short_name(last));
}

std::string_view month_name(std::chrono::month month) {
  return month_names[static_cast<unsigned>(month) - 1];
}

std::string_view short_month_name(std::chrono::month month) {
  return month_name(month).substr(0, 3);
}

std::string why_not_counted(const Collection& collection) {
  const MergeRequestCounts& seen = collection.merge_requests;
  const std::int64_t unlabelled = seen.without_service_label + seen.without_tier_label;
  const std::int64_t excluded = seen.excluded_author + seen.excluded_label + seen.excluded_bot;
  const std::int64_t largest =
      std::max({unlabelled, seen.outside_range, seen.in_flight, excluded, seen.unknown_state});
  const auto some = [&](std::string_view one, std::string_view more) {
    return fmt::format("{} {}", counted(largest, "merge request"), largest == 1 ? one : more);
  };
  if (seen.seen == 0) {
    return "the project has no merge requests that the token can see";
  }
  if (largest == seen.outside_range) {
    return some("lies", "lie") + " outside --since and --until";
  }
  if (largest == seen.in_flight) {
    return some("is", "are") + " still open";
  }
  if (largest == excluded) {
    return some("is", "are") + " excluded by author, label or as bots";
  }
  return fmt::format(
      "{} no labels '{}<name>' and '{}<name>'; check --service-prefix and "
      "--tier-prefix",
      some("has", "have"), collection.counting.service_prefix, collection.counting.tier_prefix);
}

}  // namespace dora::model
