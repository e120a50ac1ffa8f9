// The pages of a sample without charts.
#pragma once

#include "reports/pages/index_page.h"
#include "reports/pages/service_page.h"
#include "reports/pages/services_page.h"
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

/// `last`: the last full week.
inline pages::ServicesPage services_of(const Sample& sample, const char* last = "2024-W10") {
  const analysis::ReportData data = sample.data();
  const analysis::Analysis analysis = analysis::analyse(data);
  const std::optional<model::Period> week = model::parse_period(last);
  return pages::services_page(data, analysis, recent_of_services(data, analysis, week), week);
}

}  // namespace dora::test
