// What the page about the data says: how merge requests were counted, under which settings; no
// HTML.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/report_data.h"

namespace dora::pages {

struct CountRow {
  std::string name;
  std::string count;
  std::string meaning;  ///< One plain sentence.
};

struct SettingRow {
  std::string name;
  std::string value;
};

/// One of the projects, and the numbers up to its last merge request that belong to none.
struct ProjectRow {
  std::string project;
  std::string merge_requests;
  std::string missing;  ///< How many numbers.
  std::string first;    ///< The first of them: `7, 12-15`; `none`.
};

struct DataPage {
  std::string project;
  std::string project_url;  ///< Empty when it is not a web address.
  std::string collected_at;
  std::string seen;              ///< Merge requests: what `groups` add up to.
  std::vector<CountRow> groups;  ///< Every merge request is in exactly one.
  std::string counted;           ///< Those of which `details` are a part.
  std::vector<CountRow> details;
  std::vector<CountRow> results;     ///< What came out: services and deployments.
  std::vector<std::string> missing;  ///< What could not be had, and why; empty: nothing.
  std::vector<ProjectRow> projects;
  std::vector<SettingRow> settings;
};

DataPage data_page(const model::Collection& collection, const model::TimeZone& zone);

}  // namespace dora::pages
