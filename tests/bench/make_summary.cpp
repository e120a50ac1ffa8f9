// Generates a summary.json of any size: the same numbers for the same size, months up to 2024-12.
//
// Usage: make_summary SERVICES PERIODS FILE
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "collector/base/files/atomic_file.h"
#include "collector/model/summary_json.h"
#include "tests/tools/gitlab_server/random.h"

namespace {

using dora::model::Counts;
using dora::model::Period;
using dora::test::Random;

/// Most services deploy a few times a month, a few very often; quiet ones have empty months.
Counts counts_of(double median, double failure_rate, Random& random) {
  const auto total = static_cast<std::int64_t>(std::floor(random.log_normal(median, 0.5)));
  const double failed = static_cast<double>(total) * failure_rate * random.log_normal(1, 0.7);
  Counts counts;
  counts.failed = std::min(total, static_cast<std::int64_t>(std::floor(failed + random.unit())));
  counts.successful = total - counts.failed;
  return counts;
}

dora::model::ServiceSummary service(std::uint64_t number, int periods) {
  Random random(dora::test::mix(20'250'101, number));
  const double median = random.log_normal(8, 1.0);
  const double failure_rate = random.log_normal(0.08, 0.7);
  const Period last = *dora::model::parse_period("2024-12");
  dora::model::ServiceSummary result{fmt::format("service-{:05}", number), {}};
  for (int i = 1 - periods; i <= 0; ++i) {
    const Counts counts = counts_of(median, failure_rate, random);
    if (counts.total() > 0) {
      result.periods.push_back({dora::model::advance(last, i), counts});
    }
  }
  return result;
}

}  // namespace

int main(int count, char** arguments) {
  const int services = count == 4 ? std::atoi(arguments[1]) : 0;
  const int periods = count == 4 ? std::atoi(arguments[2]) : 0;
  if (services < 1 || periods < 1) {
    std::cerr << "usage: make_summary SERVICES PERIODS FILE\n";
    return 2;
  }
  try {
    dora::model::Summary summary;
    for (int i = 1; i <= services; ++i) {
      summary.services.push_back(service(static_cast<std::uint64_t>(i), periods));
    }
    dora::files::AtomicFile file(arguments[3]);
    dora::model::write_summary(summary, file);
    file.commit();
  } catch (const std::exception& error) {
    std::cerr << "make_summary: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
