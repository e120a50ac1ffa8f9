// The first stage: projects' merge requests -> deployments.db -> service_deployments.json,
// summary.json and collection.json.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "collector/export.h"
#include "collector/model/collection.h"
#include "collector/model/period.h"

namespace dora::collector {

struct CollectOptions {
  static constexpr const char* default_api_url = "https://gitlab.com/api/v4";
  std::string api_url = default_api_url;
  std::vector<std::string> projects;  ///< Numeric ids or paths: `group/project`.
  std::filesystem::path token_file;   ///< Empty: `token`.
  std::string token;          ///< From the environment or .env, never from a flag; may be empty.
  std::filesystem::path out;  ///< The folder of the store and the three files.
  std::filesystem::path ca_file;
  int concurrency = 10;
  int attempts = 6;                 ///< Tries of one request.
  int max_requests_per_minute = 0;  ///< 0: as many as the server takes.
  std::chrono::seconds stall_timeout{60};
  bool full = false;            ///< Fetch everything again and remove what is gone.
  bool allow_partial = false;   ///< Write the files even when something could not be fetched.
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

/// All three files, or an Error and the old ones untouched; what was fetched stays in the store.
/// `incomplete` when something is missing and that is allowed.
base::ExitCode collect(const CollectOptions& options, base::RunContext& context);

}  // namespace dora::collector
