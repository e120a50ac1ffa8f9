// A report as it is served, all of one moment: its data, its site, questions to begin with.
#include "reports/serve/snapshot.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/model/tier_order.h"
#include "reports/inputs/earlier_report.h"
#include "reports/questions/recogniser.h"
#include "reports/report_inputs.h"
#include "reports/results/report_json.h"
#include "reports/site/site_marker.h"

namespace dora::serve {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_of(const fs::path& site) {
  std::vector<std::string> files =
      fs::is_directory(site) ? site::listed_files(fs::canonical(site)) : std::vector<std::string>();
  if (files.empty()) {
    throw base::UsageError(fmt::format(
        "--site {} is not a site as dora-report wrote it; `dora-report report` writes one",
        site.string()));
  }
  return files;
}

bool shows(const inputs::EarlierReport& shown, const questions::Report& report) {
  const auto& services = report.data().summary.services;
  return shown.project == report.data().collection.project &&
         shown.as_of == report.analysis().as_of && shown.services.size() == services.size() &&
         std::ranges::all_of(services, [&](const model::ServiceSummary& service) {
           const auto found = shown.services.find(service.service);
           return found != shown.services.end() && found->second.counts == model::total_of(service);
         });
}

/// Answers must not differ from the pages around them.
void require_same_report(const fs::path& site, const questions::Report& report) {
  if (!shows(inputs::read_earlier_report(site / results::report_file), report)) {
    throw base::UsageError(
        fmt::format("--site {} was not made from this --data: write it again with `dora-report "
                    "report`",
                    site.string()));
  }
}

}  // namespace

std::shared_ptr<const Snapshot> read_snapshot(const SnapshotSources& sources, base::Log& log,
                                              const std::function<void()>& check) {
  const SourceState state = state_of_sources(sources.data, sources.site);
  const std::vector<std::string> names = files_of(sources.site);
  questions::Report report(
      reports::read_report_inputs(sources.data, {}, log).data,
      sources.tier_order.empty() ? model::TierOrder() : model::TierOrder(sources.tier_order));
  require_same_report(sources.site, report);
  webserver::SiteFiles files(fs::canonical(sources.site), names, sources.most_kept_open, check);
  if (state_of_sources(sources.data, sources.site) != state ||
      !files.are_unchanged(0, files.size())) {
    throw base::Error(fmt::format("{} or {} was written while it was read", sources.data.string(),
                                  sources.site.string()));
  }
  std::vector<std::string> suggestions = questions::suggestions(report);
  return std::make_shared<const Snapshot>(
      Snapshot{std::move(report), std::move(files), state, std::move(suggestions)});
}

}  // namespace dora::serve
