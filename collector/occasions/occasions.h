// The file of --events: freezes, migrations, holidays, which explain what figures do.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/four_keys.h"

namespace dora::occasions {

/// Marked on charts, pages and digests.
struct Occasion {
  std::chrono::local_days first;
  std::chrono::local_days last;  ///< The same as `first` if it was one day.
  std::string text;              ///< Untrusted, made printable.
  std::string service;           ///< Only it is concerned; empty: see `group`.
  std::string group;             ///< Only its services are concerned; empty: all are.

  bool overlaps(model::DayRange days) const { return first < days.end && last >= days.begin; }
};

/// Reads lines `from,to,text,concerns` of CSV: two days as YYYY-MM-DD, the second may be empty; a
/// text; and nothing, `service:NAME` or `group:NAME`. A first line with these four words is left
/// out. Returns them by day. Throws a UsageError that names the file, the line and the cause.
std::vector<Occasion> read_occasions(const std::filesystem::path& file);

/// Those that concern a service in these groups.
std::vector<Occasion> occasions_of(const std::vector<Occasion>& all, std::string_view service,
                                   const std::vector<std::string>& groups);

/// `20 December 2026 to 3 January 2027`, `16 November 2026`
std::string days_text(const Occasion& occasion);

}  // namespace dora::occasions
