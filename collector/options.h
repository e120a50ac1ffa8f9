// The options of `collect`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "collector/gitlab/options.h"
#include "collector/model/counting_settings.h"

namespace dora::collector {

struct CollectOptions {
  gitlab::GitlabOptions gitlab;
  std::filesystem::path out;   ///< The folder of the store and the JSON files.
  bool full = false;           ///< Fetch everything again and remove what was deleted.
  bool allow_partial = false;  ///< Write the files even if something could not be fetched.
  model::CountingSettings counting;
};

/// The options of `explain`.
struct ExplainOptions {
  std::filesystem::path data;  ///< What `collect` calls `out`.
  std::int64_t iid = 0;
  std::string project;  ///< Its id or path; empty: all that were collected.
};

}  // namespace dora::collector
