// A folder with a store, and merge requests to put into it.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/store/store.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

inline constexpr const char* store_root = "https://h/api/v4";

/// This many hours after the beginning of 1970.
model::Instant at_hour(int hour);

gitlab::MergeRequest merge_request(std::int64_t iid, int updated_hour);

class StoreStage : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder_ / store::store_file; }
  store::Store open() { return {folder_.path(), log_}; }

  static std::vector<gitlab::MergeRequest> stored(store::Store& store,
                                                  const store::StoredProject& project);
  /// Returns the error from opening the store; empty if there is none.
  std::string problem();

  TemporaryFolder folder_;
  base::Console console_{-1};
  base::Log log_{console_, folder_ / "log"};
};

}  // namespace dora::test
