// Brings what is below a prefix of a bucket to the state of a site.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/run_context.h"
#include "reports/bucket/bucket.h"
#include "reports/publish/upload_plan.h"

namespace dora::publish {

struct UploadPlan {
  std::vector<Remote> states;           ///< Of each file, in their order; none unknown or foreign.
  std::vector<std::string> removals;    ///< What an earlier run put there and the site has no more.
  std::vector<std::string> taken_over;  ///< The same, but somebody else wrote it since: it stays.
};

/// How many files, and how many bytes those have that are sent.
struct UploadCounts {
  std::int64_t sent = 0;
  std::int64_t bytes = 0;
  std::int64_t unchanged = 0;
  std::int64_t removed = 0;
};

UploadCounts counts_of(const std::vector<LocalFile>& files, const UploadPlan& plan);

/// Reads and hashes the files, without following links. `names` are within the site.
std::vector<LocalFile> hash_files(const std::filesystem::path& site,
                                  const std::vector<std::string>& names, base::RunContext& context);

/// Lists the objects and reads the manifest; warns of one that nobody can use, and goes on without.
RemoteSite read_remote(bucket::Bucket& bucket, base::Log& log);

/// Asks the objects of which the list and the manifest do not say enough. Throws an Error if a file
/// would replace an object that this program did not write.
UploadPlan plan_upload(const std::vector<LocalFile>& files, const RemoteSite& remote,
                       bucket::Bucket& bucket);

/// Sends what differs, then removes, and writes the manifest before (so that the next run knows
/// after a kill what may be there) and after. Sends nothing if nothing differs. Throws an Error
/// if another run publishes there meanwhile: index.html then stays as it was.
void upload(const std::filesystem::path& site, const std::vector<LocalFile>& files,
            const RemoteSite& remote, const UploadPlan& plan, bucket::Bucket& bucket,
            base::RunContext& context);

}  // namespace dora::publish
