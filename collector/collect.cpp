// The first stage: projects' merge requests -> deployments.db -> the JSON files.
#include "collector/collect.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/progress.h"
#include "collector/base/text/printable.h"
#include "collector/counting/counting_rules.h"
#include "collector/counting/export.h"
#include "collector/counting/rename_file.h"
#include "collector/crawl/crawl.h"
#include "collector/gitlab/api.h"
#include "collector/gitlab/connection.h"
#include "collector/http/curl_client.h"
#include "collector/http/retrying_client.h"
#include "collector/model/data_files.h"
#include "collector/model/summary.h"
#include "collector/model/time_zone.h"
#include "collector/model/weeks_file.h"
#include "collector/model/wording.h"

namespace dora::collector {
namespace {

using model::count_text;

/// Returns the creation times to fetch: nothing finishes before it is created, so --until always
/// bounds the creation time; --since does so only if deployments are dated by creation.
crawl::CrawlRange range_of(const counting::CountingRules& rules) {
  return {rules.date_by == model::DateBy::created ? rules.since : std::nullopt, rules.until};
}

std::string joined_paths(const std::vector<store::StoredProject>& projects) {
  std::vector<std::string> paths;
  paths.reserve(projects.size());
  for (const store::StoredProject& project : projects) {
    paths.push_back(project.project.path.empty() ? std::to_string(project.project.id)
                                                 : project.project.path);
  }
  return fmt::format("{}", fmt::join(paths, ", "));
}

/// The part of collection.json other than the counts.
model::Collection describe(const model::CountingSettings& settings,
                           const std::vector<store::StoredProject>& projects,
                           const http::TransferCounts& transfers) {
  model::Collection result;
  result.project = joined_paths(projects);
  result.project_url = projects.size() == 1 ? projects.front().project.web_url : "";
  result.counting = settings;
  // The file is published: not where this machine has it.
  for (std::string* file : {&result.counting.groups_file, &result.counting.rename_file}) {
    *file = std::filesystem::path(*file).filename();
  }
  result.requests = transfers.requests;
  result.retries = transfers.retries;
  return result;
}

/// Reports what a stalled run is waiting for.
void report_quiet(base::Progress& progress, std::size_t under_way, http::Clock::duration since,
                  std::optional<http::Clock::duration> pause) {
  using std::chrono::ceil;
  using std::chrono::seconds;
  if (pause) {
    progress.update(
        fmt::format("GitLab limits the rate; continuing in {} s", ceil<seconds>(*pause).count()),
        http::Clock::now());
  } else {
    progress.update(
        fmt::format("waiting for GitLab: no complete answer for {} s, {} {} in progress",
                    std::chrono::floor<seconds>(since).count(), under_way,
                    under_way == 1 ? "request" : "requests"),
        http::Clock::now());
  }
}

std::string changes_text(const crawl::CrawlResult& crawl) {
  const store::RunChanges& changes = crawl.changes;
  if (crawl.mode == crawl::CrawlMode::first) {
    return fmt::format("{} merge requests", count_text(changes.added));
  }
  const std::string removed =
      changes.removed == 0 ? "" : fmt::format(", {} removed", count_text(changes.removed));
  return fmt::format("{} new, {} changed, {} unchanged{}", count_text(changes.added),
                     count_text(changes.changed), count_text(changes.unchanged), removed);
}

void report_crawl(base::Log& log, const crawl::CrawlResult& crawl,
                  const http::TransferCounts& transfers, std::chrono::duration<double> took) {
  log.info(fmt::format("{}: {} run: {} ({} {}, {} retries, {:.1f} s)", crawl.project.project.path,
                       to_string(crawl.mode), changes_text(crawl), count_text(transfers.requests),
                       transfers.requests == 1 ? "request" : "requests",
                       count_text(transfers.retries), took.count()));
  std::vector<std::string> warnings;
  for (const std::string& reason : crawl.missing) {
    warnings.push_back("missing: " + reason);
  }
  log.warnings(warnings, "like these; --log-file lists them");
}

/// Describes what options excluded; empty if nothing.
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

/// `; not counted: 262 open, 440 without service label`; without what there is none of.
std::string not_counted_text(const model::MergeRequestCounts& seen) {
  const std::array<std::pair<std::int64_t, const char*>, 5> groups{
      {{seen.in_flight, "open"},
       {seen.without_service_label, "without service label"},
       {seen.without_tier_label, "without tier label"},
       {seen.outside_range, "out of range"},
       {seen.unknown_state, "of unknown state"}}};
  std::string text;
  for (const auto& [count, name] : groups) {
    if (count > 0) {
      text +=
          fmt::format("{}{} {}", text.empty() ? "; not counted: " : ", ", count_text(count), name);
    }
  }
  return text;
}

void report_result(base::Log& log, const model::Collection& collection) {
  const auto& seen = collection.merge_requests;
  for (const model::ProjectPart& part : collection.projects) {
    if (part.missing_iids.count > 0) {
      log.info(fmt::format("{}: {} merge request numbers are missing (deleted, or not visible)",
                           part.project, count_text(part.missing_iids.count)));
    }
  }
  log.info(
      fmt::format("{} of {}, {} failed{}{}", model::counted(collection.deployments, "deployment"),
                  model::counted(collection.services, "service"), count_text(collection.failed),
                  not_counted_text(seen), exclusions_text(collection)));
  if (!collection.suspicious_names.empty()) {
    const auto& names = collection.suspicious_names.front();
    const std::size_t more = collection.suspicious_names.size() - 1;
    log.warning(fmt::format("'{}' and '{}' may be the same name{}; see suspicious_names in {}",
                            text::printable(names.first), text::printable(names.second),
                            more == 0 ? "" : fmt::format(", and so may others ({})", more),
                            model::collection_file));
  }
  if (collection.deployments == 0) {
    log.warning(fmt::format("no deployments: {}", model::why_not_counted(collection)));
  }
}

/// What the run before recorded. A damaged file costs no more than what it knew of changes.
model::RecordedWeeks earlier_weeks(const std::filesystem::path& folder, base::Log& log) {
  const std::filesystem::path file = folder / model::weeks_file;
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, error))) {
    return {};
  }
  try {
    return model::read_recorded_weeks(file);
  } catch (const base::Error& problem) {
    log.warning(fmt::format("{}; it is written anew, without what it knew of changed weeks",
                            text::printable(problem.what())));
    return {};
  }
}

model::CountingSettings with_renames(model::CountingSettings settings) {
  if (!settings.rename_file.empty()) {
    settings.renames = counting::read_rename_file(settings.rename_file);
  }
  return settings;
}

counting::GroupsFile groups_file(const model::CountingSettings& settings) {
  return settings.groups_file.empty() ? counting::GroupsFile()
                                      : counting::GroupsFile(settings.groups_file);
}

void warn_of_unused(base::Log& log, const counting::GroupsFile& groups,
                    const model::Collection& collection) {
  const std::vector<std::string> unused = groups.unused(collection.service_groups);
  if (!unused.empty()) {
    const std::size_t more = unused.size() - 1;
    log.warning(fmt::format("--groups: no service is called '{}'{}",
                            text::printable(unused.front()),
                            more == 0 ? "" : fmt::format(" (and {} more names)", more)));
  }
}

/// Says in an error about access that no token was given.
template <class Action>
auto naming_no_token(bool has_token, Action action) {
  try {
    return action();
  } catch (const gitlab::AccessError& error) {
    if (has_token) {
      throw;
    }
    throw base::Error(
        fmt::format("{}; no token was given (PRIVATE_TOKEN or --token-file)", error.what()));
  }
}

bool is_listed(const std::vector<store::StoredProject>& projects,
               const store::StoredProject& project) {
  return std::any_of(projects.begin(), projects.end(),
                     [&](const store::StoredProject& each) { return each.key == project.key; });
}

void warn_of_repetition(base::Log& log, const std::string& asked,
                        const store::StoredProject& project) {
  log.warning(fmt::format("--project {} is project {} ({}), which was named before; counted once",
                          text::printable(asked), project.project.id,
                          text::printable(project.project.path)));
}

}  // namespace

base::ExitCode collect(const CollectOptions& options, base::RunContext& context) {
  const model::TimeZone zone = model::TimeZone::find(options.counting.time_zone);
  const model::CountingSettings settings = with_renames(options.counting);
  const counting::CountingRules rules = counting::rules_of(settings, zone);
  const std::string root = gitlab::api_root(options.gitlab.api_url);
  const counting::GroupsFile groups = groups_file(settings);
  files::make_folder(options.out);

  const http::CurlOptions connection = gitlab::curl_options(options.gitlab, root, context.log);
  const bool has_token = !connection.bearer_token.empty();
  http::CurlClient curl(connection, context.interrupt);
  http::RetryPolicy policy;
  policy.attempts = options.gitlab.attempts;
  http::RetryingClient client(
      curl, context.log, policy, {options.gitlab.max_requests_per_minute},
      {"GitLab", "check --api-url, or give the project's number instead of its path"});
  base::Progress progress(context.console, "collect", http::Clock::now());
  client.on_quiet([&](http::Clock::duration since, std::optional<http::Clock::duration> pause) {
    report_quiet(progress, client.under_way(), since, pause);
  });

  counting::ExportPlan plan{options.out, {}, rules, zone, {}, {}, groups};
  std::vector<std::string> missing;
  store::Store store(options.out, context.log);
  for (const std::string& project : options.gitlab.projects) {
    const auto start = http::Clock::now();
    const http::TransferCounts before = client.counts();
    crawl::CrawlResult crawled = naming_no_token(has_token, [&] {
      return crawl::crawl(client, store,
                          {root, project, range_of(rules), options.gitlab.concurrency, options.full,
                           options.allow_partial},
                          context);
    });
    report_crawl(context.log, crawled, client.counts() - before, http::Clock::now() - start);
    if (is_listed(plan.projects, crawled.project)) {
      warn_of_repetition(context.log, project, crawled.project);
    } else {
      plan.projects.push_back(crawled.project);
    }
    std::move(crawled.missing.begin(), crawled.missing.end(), std::back_inserter(missing));
  }
  plan.about = describe(settings, plan.projects, client.counts());
  plan.about.partial = std::move(missing);
  plan.about.collected_at = context.now;
  plan.earlier_weeks = earlier_weeks(options.out, context.log);
  const model::Collection collection = export_files(store, plan);
  report_result(context.log, collection);
  warn_of_unused(context.log, groups, collection);
  return collection.partial.empty() ? base::ExitCode::done : base::ExitCode::incomplete;
}

}  // namespace dora::collector
