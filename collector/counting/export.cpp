// Exports the store's merge requests as service_deployments.json, summary.json, collection.json,
// open_merge_requests.json and weeks.json.
#include "collector/counting/export.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "collector/base/files/atomic_file.h"
#include "collector/counting/deployment_sorter.h"
#include "collector/counting/iid_gaps.h"
#include "collector/counting/label_spellings.h"
#include "collector/counting/service_groups.h"
#include "collector/counting/superseded.h"
#include "collector/counting/suspicious_names.h"
#include "collector/counting/unread_examples.h"
#include "collector/counting/week_digests.h"
#include "collector/model/data_files.h"
#include "collector/model/deployment_json.h"
#include "collector/model/open_merge_requests.h"
#include "collector/model/summary.h"
#include "collector/model/summary_json.h"

namespace dora::counting {
namespace {

/// The result of reading the merge requests of all projects.
struct ExportInput {
  model::MergeRequestCounts counts;
  DeploymentSorter sorter;
  DeploymentSorter open;               ///< By creation.
  SupersededMergeRequests superseded;  ///< Empty if none can be.
  LabelSpellings spellings;
  ServiceGroups groups;
  std::vector<std::int64_t> service_rules;  ///< By ReadNames::rule.
  std::vector<std::int64_t> tier_rules;
  std::vector<model::UnreadExample> unread;
};

void count_rule(std::size_t rule, std::vector<std::int64_t>& counts) {
  counts.resize(std::max(counts.size(), rule + 1));
  ++counts[rule];
}

void add_read_by(const char* what, const std::vector<std::string>& rules,
                 std::vector<std::int64_t> counts, std::vector<model::ReadBy>& result) {
  counts.resize(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    result.push_back({what, rules[i], counts[i]});
  }
}

model::ProjectPart count_project(store::Store& store, const store::StoredProject& project,
                                 const ExportPlan& plan, ExportInput& intake) {
  const bool by_creation = plan.rules.date_by == model::DateBy::created;
  const auto since = by_creation ? plan.rules.since : std::nullopt;
  IidGaps gaps(since ? std::nullopt : std::optional<std::int64_t>(1));
  model::ProjectPart part{project.project.path, project.project.web_url, 0, {}};
  UnreadExamples unread(project.project.path);
  store.for_each_merge_request(project.key, [&](const gitlab::MergeRequest& merge_request) {
    // The store may hold more than requested, from an earlier run with another range or an update:
    // counting that would make the files depend on how the store was filled.
    if ((since && merge_request.created_at < *since) ||
        (plan.rules.until && merge_request.created_at >= *plan.rules.until)) {
      return;
    }
    ++part.merge_requests;
    gaps.see(merge_request.iid);
    if (const auto counted = count(merge_request, plan.rules, intake.counts)) {
      intake.spellings.see(merge_request.labels, plan.rules.service_prefix);
      intake.groups.see(*counted);
      count_rule(counted->service_rule, intake.service_rules);
      count_rule(counted->tier_rule, intake.tier_rules);
      const bool can_be_superseded = plan.rules.superseded_within > std::chrono::minutes(0);
      const std::int64_t number = can_be_superseded ? intake.superseded.add(*counted) : 0;
      for (const std::string_view service : counted->services) {
        intake.sorter.add(service, counted->deployment, number);
      }
    } else if (const auto open = open_deployment(merge_request, plan.rules)) {
      for (const std::string_view service : open->services) {
        intake.open.add(service, open->deployment);
      }
    } else {
      unread.see(merge_request, decision_of(merge_request, plan.rules));
    }
  });
  for (model::UnreadExample& example : unread.result()) {
    intake.unread.push_back(std::move(example));
  }
  part.missing_iids = gaps.missing();
  return part;
}

/// A longer list would not be read; the file says if there are more.
constexpr std::size_t most_suspicions = 500;

/// Compares services with services and tiers with tiers only.
void find_suspicions(const model::Summary& summary, const std::set<std::string>& tiers,
                     model::Collection& collection) {
  std::vector<std::string> services;
  services.reserve(summary.services.size());
  for (const auto& service : summary.services) {
    services.push_back(service.service);
  }
  Suspicions found = find_suspicious_names(std::move(services), most_suspicions);
  Suspicions more = find_suspicious_names({tiers.begin(), tiers.end()}, most_suspicions);
  collection.suspicious_names = std::move(found.pairs);
  collection.suspicious_names.insert(collection.suspicious_names.end(), more.pairs.begin(),
                                     more.pairs.end());
  collection.more_suspicious_names = found.more || more.more;
}

void add_totals(const model::Summary& summary, model::Collection& collection) {
  for (const model::ServiceSummary& service : summary.services) {
    const model::Counts total = total_of(service);
    ++collection.services;
    collection.deployments += total.total();
    collection.successful += total.successful;
    collection.failed += total.failed;
  }
}

/// One entry per deployment, in the sorter's order; empty if not requested.
std::vector<bool> superseded_of(DeploymentSorter& sorter, std::chrono::minutes within) {
  if (within <= std::chrono::minutes(0)) {
    return {};
  }
  SupersededFinder finder(within);
  sorter.for_each([&finder](const std::string& service, const model::Deployment& deployment,
                            std::int64_t /*merge_request*/) { finder.add(service, deployment); });
  return finder.finish();
}

/// Writes deployments as they come, by service and time, and counts them for the other files.
class Output {
 public:
  Output(files::AtomicFile& file, const ExportPlan& plan)
      : writer_(file), plan_(plan), weeks_(plan.zone) {}

  void add(const std::string& service, const model::Deployment& deployment) {
    if (summary_.services.empty() || summary_.services.back().service != service) {
      summary_.services.push_back({service, {}});
      writer_.begin(service);
    }
    writer_.add(deployment);
    count(deployment, plan_.about.counting.granularity, plan_.zone, summary_.services.back());
    tiers_.insert(deployment.tier);
    weeks_.add(service, deployment);
  }
  void finish() { writer_.finish(); }

  const model::Summary& summary() const { return summary_; }
  const std::set<std::string>& tiers() const { return tiers_; }
  const WeekDigests& weeks() const { return weeks_; }

 private:
  model::DeploymentsWriter writer_;
  const ExportPlan& plan_;
  model::Summary summary_;
  std::set<std::string> tiers_;
  WeekDigests weeks_;
};

void write_open(DeploymentSorter& sorter, files::AtomicFile& file) {
  model::OpenMergeRequestsWriter writer(file);
  std::optional<std::string> current;
  sorter.for_each([&](const std::string& service, const model::Deployment& open,
                      std::int64_t /*merge_request*/) {
    if (current != service) {
      writer.begin(service);
      current = service;
    }
    writer.add({open.deployment_time, open.tier, open.iid, open.web_url});
  });
  writer.finish();
}

}  // namespace

model::Collection export_files(store::Store& store, const ExportPlan& plan) {
  model::Collection collection = plan.about;
  ExportInput intake;
  for (const store::StoredProject& project : plan.projects) {
    collection.projects.push_back(count_project(store, project, plan, intake));
  }
  collection.service_labels = intake.spellings.result();
  collection.unread = std::move(intake.unread);
  files::AtomicFile deployments(plan.out / model::deployments_file);
  files::AtomicFile summaries(plan.out / model::summary_file);
  files::AtomicFile about(plan.out / model::collection_file);
  files::AtomicFile open(plan.out / model::open_merge_requests_file);
  files::AtomicFile weeks(plan.out / model::weeks_file);
  Output output(deployments, plan);
  const std::vector<bool> superseded = superseded_of(intake.sorter, plan.rules.superseded_within);
  std::size_t index = 0;
  intake.sorter.for_each([&](const std::string& service, const model::Deployment& deployment,
                             std::int64_t merge_request) {
    if (superseded.empty()) {
      output.add(service, deployment);
    } else if (superseded[index++]) {
      ++collection.superseded;
    } else {
      output.add(service, deployment);
      intake.superseded.keep(merge_request);
    }
  });
  output.finish();
  intake.superseded.move(intake.counts);
  collection.merge_requests = intake.counts;
  add_totals(output.summary(), collection);
  const model::CountingSettings& settings = plan.about.counting;
  if (!settings.service_from.empty() || !settings.tier_from.empty() ||
      !settings.default_tier.empty()) {
    add_read_by("service", plan.rules.names.service_rules(), intake.service_rules,
                collection.read_by);
    add_read_by("tier", plan.rules.names.tier_rules(), intake.tier_rules, collection.read_by);
  }
  collection.service_groups = groups_of(output.summary(), intake.groups.result(), plan.groups);
  find_suspicions(output.summary(), output.tiers(), collection);
  write_summary(output.summary(), summaries);
  about.write(to_json(collection));
  write_open(intake.open, open);
  const model::Instant now = collection.collected_at;
  weeks.write(to_json(
      with_changes(output.weeks().finish(counted_as(collection), now), plan.earlier_weeks, now)));
  deployments.commit();
  summaries.commit();
  about.commit();
  open.commit();
  weeks.commit();
  return collection;
}

}  // namespace dora::counting
