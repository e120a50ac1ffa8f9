// The first stage: a project's merge requests -> service_deployments.json, summary.json and
// collection.json.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "collector/model/collection.h"
#include "collector/model/period.h"

namespace dora::collector {

struct CollectOptions {
  std::string api_url = "https://gitlab.com/api/v4";
  std::string project;               ///< A numeric id or a path: `group/project`.
  std::filesystem::path token_file;  ///< Empty: `token`.
  std::string token;                 ///< From the environment, never from a flag; may be empty.
  std::filesystem::path out;         ///< The folder of the three files.
  std::filesystem::path ca_file;
  int concurrency = 10;
  int attempts = 6;                 ///< Tries of one request.
  int max_requests_per_minute = 0;  ///< 0: as many as the server takes.
  std::chrono::seconds stall_timeout{60};
  bool allow_insecure = false;  ///< Send a token over http:// to other machines.
  model::Granularity granularity = model::Granularity::month;
  std::string time_zone = "UTC";
  model::DateBy date_by = model::DateBy::created;
  std::optional<std::chrono::year_month_day> since;
  std::optional<std::chrono::year_month_day> until;
  std::string service_prefix = "service:";
  std::string tier_prefix = "tier:";
  std::vector<std::string> exclude_authors;
  std::vector<std::string> exclude_labels;
  bool exclude_bots = false;
  std::chrono::minutes superseded_within{0};  ///< 0: no failed deployment is superseded.
};

inline constexpr const char* summary_file = "summary.json";
inline constexpr const char* deployments_file = "service_deployments.json";
inline constexpr const char* collection_file = "collection.json";

/// All three files, or an Error and the old ones untouched.
base::ExitCode collect(const CollectOptions& options, base::RunContext& context);

}  // namespace dora::collector
