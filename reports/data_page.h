// What the page about the data says: how merge requests were counted, under which settings; no
// HTML.
#pragma once

#include <string>
#include <vector>

#include "reports/report_data.h"

namespace dora::reports {

struct CountRow {
  std::string name;
  std::string count;
  std::string meaning;  ///< One plain sentence.
};

struct SettingRow {
  std::string name;
  std::string value;
};

struct DataPage {
  std::string project;
  std::string project_url;  ///< Empty when it is not a web address.
  std::string collected_at;
  std::string seen;              ///< Merge requests: what `groups` add up to.
  std::vector<CountRow> groups;  ///< Every merge request is in exactly one.
  std::string counted;           ///< Those of which `details` are a part.
  std::vector<CountRow> details;
  std::vector<CountRow> results;  ///< What came out: services and deployments.
  std::vector<SettingRow> settings;
};

DataPage data_page(const model::Collection& collection, const model::TimeZone& zone);

}  // namespace dora::reports
