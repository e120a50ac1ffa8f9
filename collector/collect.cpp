// The first stage: a project's merge requests -> service_deployments.json, summary.json and
// collection.json.
#include "collector/collect.h"

#include <chrono>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"
#include "collector/base/printable.h"
#include "collector/counting.h"
#include "collector/crawl.h"
#include "collector/http/curl_client.h"
#include "collector/http/patient_client.h"
#include "collector/model/deployment_json.h"
#include "collector/model/summary_json.h"
#include "collector/model/time_zone.h"
#include "collector/suspicious_names.h"
#include "collector/token.h"

namespace dora::collector {
namespace {

using model::count_text;

http::CurlOptions curl_options(const CollectOptions& options, const std::string& root,
                               base::Log& log) {
  http::CurlOptions result;
  result.bearer_token = read_token({options.token_file, options.token}, log);
  if (!result.bearer_token.empty() && !options.allow_insecure) {
    require_private_way(root);
  }
  result.ca_file = options.ca_file;
  result.user_agent = "dora-report/" DORA_VERSION;
  result.stall_timeout = options.stall_timeout;
  return result;
}

std::optional<model::Instant> begin_of(const std::optional<std::chrono::year_month_day>& date,
                                       const model::TimeZone& zone) {
  return date ? std::optional(zone.begin_of(std::chrono::local_days(*date))) : std::nullopt;
}

CountingRules rules_of(const CollectOptions& options, const model::TimeZone& zone) {
  CountingRules rules{options.service_prefix,
                      options.tier_prefix,
                      options.date_by,
                      begin_of(options.since, zone),
                      begin_of(options.until, zone),
                      {options.exclude_authors, options.exclude_labels, options.exclude_bots},
                      options.superseded_within};
  if (rules.since && rules.until && *rules.since >= *rules.until) {
    throw base::UsageError("--since must be before --until");
  }
  return rules;
}

/// What need not be fetched: nothing finishes before it is created, so --until bounds the creation
/// either way; --since does so only when creation is what counts.
CrawlRange range_of(const CountingRules& rules) {
  return {rules.date_by == model::DateBy::created ? rules.since : std::nullopt, rules.until};
}

/// More would be no list to read; that there are more is said.
constexpr std::size_t most_suspicions = 500;

/// Of services, then of tiers: names of the two kinds are not compared.
void find_suspicions(const Counted& counted, model::Collection& collection) {
  std::vector<std::string> services;
  std::set<std::string> tiers;
  for (const auto& service : counted.services) {
    services.push_back(service.service);
    for (const auto& deployment : service.deployments) {
      tiers.insert(deployment.tier);
    }
  }
  Suspicions found = find_suspicious_names(std::move(services), most_suspicions);
  Suspicions more = find_suspicious_names({tiers.begin(), tiers.end()}, most_suspicions);
  collection.suspicious_names = std::move(found.pairs);
  collection.suspicious_names.insert(collection.suspicious_names.end(), more.pairs.begin(),
                                     more.pairs.end());
  collection.more_suspicious_names = found.more || more.more;
}

/// Figures of the whole collection, for collection.json and the closing line.
model::Collection describe(const CollectOptions& options, const Project& project,
                           const Counted& counted, const http::TransferCounts& transfers) {
  model::Collection result;
  result.project = project.path.empty() ? options.project : project.path;
  result.project_url = project.web_url;
  result.granularity = options.granularity;
  result.time_zone = options.time_zone;
  result.date_by = options.date_by;
  result.since = options.since;
  result.until = options.until;
  result.service_prefix = options.service_prefix;
  result.tier_prefix = options.tier_prefix;
  result.exclude_authors = options.exclude_authors;
  result.exclude_labels = options.exclude_labels;
  result.exclude_bots = options.exclude_bots;
  result.superseded_within = options.superseded_within;
  result.merge_requests = counted.counts;
  result.superseded = counted.superseded;
  result.services = static_cast<std::int64_t>(counted.services.size());
  for (const auto& service : counted.services) {
    for (const auto& deployment : service.deployments) {
      const bool failed = deployment.status == model::DeploymentStatus::failed;
      result.failed += failed ? 1 : 0;
      result.successful += failed ? 0 : 1;
    }
  }
  result.deployments = result.successful + result.failed;
  result.requests = transfers.requests;
  result.retries = transfers.retries;
  find_suspicions(counted, result);
  return result;
}

/// Writes all three before the first appears under its name.
void write_files(const std::filesystem::path& out, const Counted& counted,
                 const model::Summary& summary, const model::Collection& collection) {
  base::AtomicFile deployments(out / deployments_file);
  base::AtomicFile summaries(out / summary_file);
  base::AtomicFile about(out / collection_file);
  write_deployments(counted.services, deployments);
  write_summary(summary, summaries);
  about.write(to_json(collection));
  deployments.commit();
  summaries.commit();
  about.commit();
}

/// What options left out; empty when none did.
std::string exclusions_text(const model::Collection& collection) {
  const auto& counts = collection.merge_requests;
  const std::int64_t excluded =
      counts.excluded_author + counts.excluded_label + counts.excluded_bot;
  std::string text;
  if (excluded > 0) {
    text += fmt::format(", {} excluded by author, label or as bots", count_text(excluded));
  }
  if (collection.superseded > 0) {
    text += fmt::format(", {} deployments superseded", count_text(collection.superseded));
  }
  return text;
}

void tell(base::Log& log, const model::Collection& collection, std::chrono::duration<double> took) {
  const auto& seen = collection.merge_requests;
  log.info(fmt::format("collected {} merge requests in {:.1f} s ({} requests, {} retries)",
                       count_text(seen.seen), took.count(), count_text(collection.requests),
                       count_text(collection.retries)));
  log.info(fmt::format(
      "{} deployments of {} services, {} failed; not counted: {} in flight, {} without service "
      "label, {} without tier label, {} out of range, {} of unknown state{}",
      count_text(collection.deployments), count_text(collection.services),
      count_text(collection.failed), count_text(seen.in_flight),
      count_text(seen.without_service_label), count_text(seen.without_tier_label),
      count_text(seen.outside_range), count_text(seen.unknown_state), exclusions_text(collection)));
  if (!collection.suspicious_names.empty()) {
    log.warning(fmt::format(
        "{}{} pairs of names look like one written in two ways, such as '{}' and '{}'; see "
        "suspicious_names in {}",
        collection.more_suspicious_names ? "more than " : "", collection.suspicious_names.size(),
        base::printable(collection.suspicious_names[0].first),
        base::printable(collection.suspicious_names[0].second), collection_file));
  }
  if (collection.deployments == 0) {
    log.warning(
        fmt::format("no merge request carries labels '{}<name>' and '{}<name>'; check "
                    "--service-prefix and --tier-prefix",
                    collection.service_prefix, collection.tier_prefix));
  }
}

}  // namespace

base::ExitCode collect(const CollectOptions& options, base::RunContext& context) {
  const auto start = http::Clock::now();
  const model::TimeZone zone = model::TimeZone::find(options.time_zone);
  const CountingRules rules = rules_of(options, zone);
  const std::string root = api_root(options.api_url);
  base::make_folder(options.out);

  http::CurlClient curl(curl_options(options, root, context.log), context.interrupt);
  http::RetryPolicy policy;
  policy.attempts = options.attempts;
  http::PatientClient client(curl, context.log, policy, {options.max_requests_per_minute});

  const Project project = find_project(client, root, options.project);
  context.log.debug(fmt::format("project {} has the id {}", project.path, project.id));
  const auto merge_requests =
      crawl(client, {root, project.id, range_of(rules), options.concurrency}, context);
  const Counted counted = count_deployments(merge_requests, rules);
  const model::Summary summary = summarize(counted.services, options.granularity, zone);
  model::Collection collection = describe(options, project, counted, client.counts());
  collection.collected_at = context.now;
  write_files(options.out, counted, summary, collection);
  tell(context.log, collection, http::Clock::now() - start);
  return base::ExitCode::done;
}

}  // namespace dora::collector
