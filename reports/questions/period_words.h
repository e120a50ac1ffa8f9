// Finds periods in a text: labels, names of months, `last week`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/period.h"
#include "reports/questions/report.h"

namespace dora::questions {

/// `period` is the last of `first` to `period`, if the text names several: `last 3 months`.
struct NamedPeriod {
  model::Period period;
  std::optional<model::Period> first;
};

/// Lower-case words of letters, digits and dashes.
std::vector<std::string> words_of(std::string_view folded);

/// In the order in which the text names them. Times are relative to the end of the data, because a
/// report is read later: `last week` is the last full one, `October` the last one that began.
std::vector<NamedPeriod> periods_in(const std::vector<std::string>& words, const Report& report);

/// The one period that the text names; nullopt if it names none, several, or says more.
std::optional<model::Period> period_of(std::string_view text, const Report& report);

}  // namespace dora::questions
