// The pages of a sample that has no charts.
#pragma once

#include "reports/index_page.h"
#include "reports/service_page.h"
#include "tests/reports/sample.h"

namespace dora::test {

inline reports::SiteCharts no_charts(std::size_t services) {
  reports::SiteCharts charts;
  charts.services.resize(services);
  return charts;
}

inline reports::IndexPage index_of(const Sample& sample) {
  const reports::ReportData data = sample.data();
  return reports::index_page(data, no_charts(sample.services.size()), reports::analyse(data));
}

inline reports::ServicePage service_of(const Sample& sample, std::size_t service) {
  const reports::ReportData data = sample.data();
  return reports::service_page(data, no_charts(sample.services.size()), reports::analyse(data),
                               service);
}

}  // namespace dora::test
