// Publishes a site below a prefix of an S3 bucket.
#include "reports/publish_to_bucket.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/http/curl_client.h"
#include "collector/http/retrying_client.h"
#include "collector/model/wording.h"
#include "reports/bucket/bucket.h"
#include "reports/bucket/bucket_access.h"
#include "reports/publish/bucket_upload.h"
#include "reports/results/report_json.h"
#include "reports/shrink_check.h"
#include "reports/site/site_marker.h"

namespace dora::reports {
namespace {

/// The manifest takes the place of the marker, which is about folders.
std::vector<std::string> names_to_publish(const publish::SiteFacts& facts) {
  std::vector<std::string> names = facts.files;
  std::erase(names, site::site_marker_file);
  return names;
}

http::CurlOptions connection_of(const PublishOptions& options) {
  http::CurlOptions result;
  result.signature = bucket::keys_in_environment();
  result.ca_file = options.ca_file;
  // A large file over a slow line; one that stalls ends sooner.
  result.answer_timeout = std::chrono::hours(1);
  return result;
}

std::string words_of(const publish::UploadCounts& counts, bool is_done) {
  return fmt::format("{}: {} ({} bytes), unchanged: {}, {}: {}", is_done ? "sent" : "to send",
                     model::counted(counts.sent, "file"), model::count_text(counts.bytes),
                     model::count_text(counts.unchanged), is_done ? "removed" : "to remove",
                     model::count_text(counts.removed));
}

void require_no_shrinking_there(const PublishOptions& options, const publish::RemoteSite& remote,
                                bucket::Bucket& bucket) {
  if (!options.allow_shrink && remote.listed.contains(results::report_file)) {
    require_no_shrinking(bucket.read(results::report_file).value_or(""), to_string(bucket.place()),
                         options.site);
  }
}

void report_taken_over(const std::vector<std::string>& names, const bucket::BucketPlace& place,
                       base::Log& log) {
  std::vector<std::string> messages;
  messages.reserve(names.size());
  for (const std::string& name : names) {
    messages.push_back(fmt::format(
        "{}/{} is no longer part of the site, but somebody else wrote it since; it stays",
        to_string(place), name));
  }
  log.warnings(messages, "objects that somebody else wrote");
}

}  // namespace

void publish_to_bucket(const PublishOptions& options, const publish::Target& target,
                       const publish::SiteFacts& facts, base::RunContext& context) {
  const std::string endpoint = bucket::endpoint_of(options.s3_endpoint, options.allow_insecure);
  const http::CurlOptions connection = connection_of(options);
  const std::string root =
      bucket::root_of(target.place.bucket, connection.signature.region, endpoint);
  http::CurlClient curl(connection, context.interrupt);
  http::RetryingClient client(curl, context.log, {}, {},
                              {"S3", "check --s3-endpoint", /*follow_redirects=*/false});
  bucket::Bucket bucket(client, target.place, root);

  const publish::RemoteSite remote = publish::read_remote(bucket, context.log);
  require_no_shrinking_there(options, remote, bucket);
  const auto files = publish::hash_files(options.site, names_to_publish(facts), context);
  const publish::UploadPlan plan = publish::plan_upload(files, remote, bucket);
  report_taken_over(plan.taken_over, target.place, context.log);
  if (options.is_private) {
    context.log.info(
        "--private changes nothing here: no object gets an access list, so the bucket's policy "
        "alone decides who may read");
  }
  if (!options.check) {
    try {
      publish::upload(options.site, files, remote, plan, bucket, context);
    } catch (const base::Error&) {
      context.log.info("what was sent stays; the next run sends the rest");
      throw;
    }
  }
  std::cout << words_of(counts_of(files, plan), !options.check) << "\n";
}

}  // namespace dora::reports
