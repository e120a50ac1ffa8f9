// Compares a summary with the deployments it was made from, period by period.
#include "collector/model/summary_difference.h"

#include <cstddef>
#include <map>

#include <fmt/format.h>

#include "collector/model/data_files.h"

namespace dora::model {
namespace {

constexpr std::size_t most_shown = 3;

/// Lists the first differences and counts the others.
class Differences {
 public:
  template <class MakeText>
  void add(MakeText make_text) {
    if (++count_ <= most_shown) {
      text_ += (text_.empty() ? "" : "; ") + make_text();
    }
  }
  std::string text() const {
    return count_ <= most_shown ? text_
                                : fmt::format("{}; and {} more", text_, count_ - most_shown);
  }

 private:
  std::string text_;
  std::size_t count_ = 0;
};

void compare_periods(const ServiceSummary& summary, const ServiceSummary& counted,
                     Differences& found) {
  std::map<Period, std::pair<Counts, Counts>> periods;
  for (const PeriodCounts& entry : summary.periods) {
    periods[entry.period].first = entry.counts;
  }
  for (const PeriodCounts& entry : counted.periods) {
    periods[entry.period].second = entry.counts;
  }
  for (const auto& [period, counts] : periods) {
    const auto& [one, other] = counts;
    if (one != other) {
      found.add([&, &period = period, &one = one, &other = other] {
        return fmt::format(
            "service '{}' has {} deployments ({} failed) in {} in {}, {} ({} failed) in {}",
            summary.service, one.total(), one.failed, label(period), summary_file, other.total(),
            other.failed, deployments_file);
      });
    }
  }
}

}  // namespace

std::string difference_text(const Summary& summary, const Summary& counted) {
  Differences found;
  const auto alone = [&found](const ServiceSummary& service, const char* file) {
    found.add([&] { return fmt::format("service '{}' is in {} alone", service.service, file); });
  };
  auto one = summary.services.begin();
  auto other = counted.services.begin();
  while (one != summary.services.end() || other != counted.services.end()) {
    if (other == counted.services.end() ||
        (one != summary.services.end() && one->service < other->service)) {
      alone(*one++, summary_file);
    } else if (one == summary.services.end() || other->service < one->service) {
      alone(*other++, deployments_file);
    } else {
      compare_periods(*one++, *other++, found);
    }
  }
  return found.text();
}

}  // namespace dora::model
