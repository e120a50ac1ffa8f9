// Counts, rates, durations and periods as people read them: in English, whatever the locale.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "collector/model/collection.h"
#include "collector/model/instant.h"
#include "collector/model/period.h"
#include "collector/model/rounding.h"
#include "collector/model/summary.h"

namespace dora::model {

/// `1,024`.
std::string count_text(std::int64_t count);

/// `1 deployment`, `1,204 deployments`: for nouns with a plural in s.
std::string counted(std::int64_t count, std::string_view noun);

/// `7.1%`; `no data` for nullopt. A rate other than 0 or 100 never looks like 0 or 100: `<0.1%`,
/// `>99.9%`.
std::string rate_text(const std::optional<Ratio>& percent);
std::string rate_text(const Counts& counts);
/// The rate in few characters: `7`, `<1`, `>99`.
std::string short_rate_text(const Ratio& percent);

/// `45 s`, `12 min`, `3 h 5 min`, `22 h`, `2 days 4 h`, `29 days`: truncated, not rounded. Minutes
/// are left out from 10 hours on, and hours from 3 days on.
std::string duration_text(Duration duration);
/// The same, but rounded up: for a time within which something is done.
std::string duration_at_least_text(Duration duration);
/// `no data` for nullopt.
std::string duration_text(const std::optional<Duration>& duration);

/// `31 January 2024`, `week 5 of 2024`, `January 2024`, `Q1 2024`.
std::string name(Period period);
/// `January to June 2024`, `November 2023 to January 2024`, `5 to 11 June 2024`; a single period:
/// its name.
std::string range_name(Period first, Period last);
/// With three-letter months and a dash: `Jan 2021 – Dec 2022`, `2024-W01 – 2024-W09`.
std::string short_range_name(Period first, Period last);

/// `January`, `Jan`.
std::string_view month_name(std::chrono::month month);
std::string_view short_month_name(std::chrono::month month);

/// Why merge requests are not deployments, by the largest group of them: `193 merge requests lie
/// outside --since and --until`.
std::string why_not_counted(const Collection& collection);

}  // namespace dora::model
