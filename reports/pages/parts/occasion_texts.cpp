// Freezes, migrations and holidays in words.
#include "reports/pages/parts/occasion_texts.h"

#include <fmt/format.h>

namespace dora::pages {

std::vector<std::string> occasion_texts(const std::vector<occasions::Occasion>& occasions,
                                        model::DayRange days) {
  std::vector<std::string> texts;
  for (const occasions::Occasion& each : occasions) {
    if (each.overlaps(days)) {
      texts.push_back(fmt::format("{} ({})", each.text, days_text(each)));
    }
  }
  return texts;
}

}  // namespace dora::pages
