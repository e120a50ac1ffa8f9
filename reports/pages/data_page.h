// The page about the data, in words: how merge requests were counted, under which settings.
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

/// A project, and the numbers up to its last merge request that have no merge request.
struct ProjectRow {
  std::string project;
  std::string merge_requests;
  std::string missing;  ///< How many numbers.
  std::string first;    ///< The first few: `7, 12-15`; `none`.
};

/// A merge request that does not count because nothing names its service or tier.
struct UnreadRow {
  std::string name;     ///< `!12`, with the project if there are several.
  std::string url;      ///< Empty if it leads elsewhere.
  std::string missing;  ///< `service` or `tier`.
  std::string title;
  std::string branch;
};

struct DataPage {
  std::string project;
  std::string project_url;  ///< Empty if it is not a web address.
  std::string collected_at;
  std::string seen;              ///< Merge requests: the sum of `groups`.
  std::vector<CountRow> groups;  ///< Every merge request is in exactly one.
  std::string counted;           ///< The merge requests that `details` divide further.
  std::vector<CountRow> details;
  std::vector<CountRow> results;     ///< The results: services and deployments.
  std::vector<std::string> missing;  ///< What could not be fetched, and why; empty if nothing.
  std::vector<ProjectRow> projects;
  std::vector<UnreadRow> unread;  ///< Examples.
  std::vector<SettingRow> settings;
};

DataPage data_page(const model::Collection& collection, const model::TimeZone& zone);

}  // namespace dora::pages
