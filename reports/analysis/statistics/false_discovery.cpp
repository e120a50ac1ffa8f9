// Chooses among many p-values so that few of those chosen are chance.
#include "reports/analysis/statistics/false_discovery.h"

#include <algorithm>

namespace dora::statistics {

double significance_limit(std::vector<double> p_values, std::size_t tests, double rate) {
  std::sort(p_values.begin(), p_values.end());
  for (std::size_t count = p_values.size(); count > 0; --count) {
    if (p_values[count - 1] <= rate * static_cast<double>(count) / static_cast<double>(tests)) {
      return p_values[count - 1];
    }
  }
  return -1;
}

}  // namespace dora::statistics
