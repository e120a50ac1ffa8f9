// The pages of a sample without charts.
#pragma once

#include "reports/pages/index_page.h"
#include "reports/pages/service_page.h"
#include "tests/reports/sample.h"

namespace dora::test {

inline inputs::SiteCharts no_charts(std::size_t services) {
  inputs::SiteCharts charts;
  charts.services.resize(services);
  return charts;
}

inline pages::IndexPage index_of(const Sample& sample) {
  const analysis::ReportData data = sample.data();
  return pages::index_page(data, no_charts(sample.services.size()), analysis::analyse(data));
}

inline pages::ServicePage service_of(const Sample& sample, std::size_t service) {
  const analysis::ReportData data = sample.data();
  return pages::service_page(data, no_charts(sample.services.size()), analysis::analyse(data),
                             service);
}

}  // namespace dora::test
