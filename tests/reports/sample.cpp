// A small collection with charts, as the earlier stages would leave it on disk.
#include "tests/reports/sample.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/files/atomic_file.h"
#include "collector/base/files/sha256.h"
#include "collector/model/deployment_json.h"
#include "collector/model/summary_json.h"
#include "collector/model/weeks_file.h"
#include "renderer/chart/chart_name.h"

namespace dora::test {
namespace {

using enum model::DeploymentStatus;
using namespace std::string_view_literals;

/// A PNG of one white pixel.
constexpr std::string_view picture =
    "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01"
    "\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41"
    "\x54\x78\x9c\x63\xf8\x0f\x00\x01\x01\x01\x00\xb1\x38\xf6\x14\x00\x00\x00\x00\x49"
    "\x45\x4e\x44\xae\x42\x60\x82"sv;

/// Two layouts and two themes, as the renderer draws them: a bar that fills the picture, of the
/// wide one the left half.
constexpr std::string_view svg_picture =
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>sample</title>"
    "<style>path{fill:none;stroke:currentColor}.B{color:#404040}"
    "@media(prefers-color-scheme:dark){.B{color:#d0d0d0}}"
    ".n{display:none}@media(max-width:540px){.n{display:inline}.w{display:none}}</style>"
    "<svg class=\"w\" viewBox=\"0 0 1000 500\">"
    "<path class=\"B\" stroke-width=\"500\" d=\"M250 0v500\"/></svg>"
    "<svg class=\"n\" viewBox=\"0 0 360 360\">"
    "<path class=\"B\" stroke-width=\"360\" d=\"M180 0v360\"/></svg></svg>\n";

std::string picture_of(const chart::ChartVariant& variant) {
  return variant.format == chart::PictureFormat::svg
             ? std::string(svg_picture)
             : std::string(picture) + name_of(variant.theme);
}

chart::ChartEntry entry_for(const Sample& sample, chart::Kind kind, const std::string& service) {
  chart::ChartEntry entry;
  entry.kind = kind;
  entry.id = chart::chart_id(entry.kind, service);
  entry.service = service;
  const std::string stem = chart::chart_stem(entry.kind, service);
  entry.file = chart::picture_file(stem, chart::Theme::light, chart::PictureFormat::png);
  entry.width = 1000;
  entry.height = 500;
  const bool usual = kind == chart::Kind::combined || kind == chart::Kind::service;
  entry.alt = fmt::format("{}: {}", service.empty() ? "All services" : service,
                          usual ? "a chart" : name_of(kind));
  if (sample.dark_pictures) {
    entry.scale = 2;
    entry.variants.push_back(
        {chart::Theme::dark, chart::PictureFormat::png,
         chart::picture_file(stem, chart::Theme::dark, chart::PictureFormat::png), ""});
  }
  if (sample.svg_pictures) {
    entry.variants.push_back(
        {chart::Theme::light,
         chart::PictureFormat::svg,
         chart::picture_file(stem, chart::Theme::light, chart::PictureFormat::svg),
         "",
         {1000, 500},
         {360, 360}});
    if (kind == chart::Kind::heatmap || kind == chart::Kind::worst_heatmap) {
      entry.rows = {100, 400, {}};
      for (const model::ServiceDeployments& row : sample.services) {
        entry.rows->services.push_back(row.service);
      }
    }
  }
  if (sample.failed_charts.contains(service)) {
    entry.status = chart::Status::failed;
    entry.reason = "line 7: all points y value undefined!";
  }
  return entry;
}

/// Whether the renderer would draw it.
bool is_drawn(const Sample& sample, chart::Kind kind, const model::ServiceDeployments& service) {
  if (kind == chart::Kind::service || !sample.details) {
    return kind == chart::Kind::service;
  }
  const auto is_successful = [](const model::Deployment& deployment) {
    return deployment.status == successful;
  };
  const auto is_of_other_tier = [&](const model::Deployment& deployment) {
    return deployment.tier != service.deployments.front().tier;
  };
  return kind == chart::Kind::times ? std::ranges::any_of(service.deployments, is_successful)
                                    : std::ranges::any_of(service.deployments, is_of_other_tier);
}

}  // namespace

model::Deployment deployment(std::string_view time, model::DeploymentStatus status,
                             std::string_view tier, std::int64_t iid, std::string_view finished) {
  model::Deployment result;
  result.deployment_time = model::parse_instant(time).value();
  result.created_time = result.deployment_time;
  result.status = status;
  result.tier = tier;
  result.iid = iid;
  result.web_url =
      "https://gitlab.example/platform/deployments/-/merge_requests/" + std::to_string(iid);
  if (!finished.empty()) {
    result.finished_time = model::parse_instant(finished).value();
  }
  return result;
}

model::ServiceDeployments daily_service(std::string name, std::string_view last, int failures,
                                        std::string_view tier, int count) {
  model::ServiceDeployments service{std::move(name), {}};
  for (int left = count - 1; left >= 0; --left) {
    const std::string time =
        model::to_string(model::parse_instant(last).value() - std::chrono::days(left));
    service.deployments.push_back(
        deployment(time, left < failures ? failed : successful, tier, count - left, time));
  }
  return service;
}

analysis::ReportData Sample::data() const {
  analysis::ReportData result;
  result.collection = collection;
  result.deployments = services;
  result.open = open;
  result.changed_weeks = changed_weeks;
  std::sort(result.deployments.begin(), result.deployments.end(),
            [](const auto& a, const auto& b) { return a.service < b.service; });
  result.zone = model::TimeZone::find(collection.counting.time_zone);
  result.summary = model::summarize(services, collection.counting.granularity, result.zone);
  model::Counts total;
  for (const model::ServiceSummary& service : result.summary.services) {
    total += model::total_of(service);
  }
  result.collection.services = static_cast<std::int64_t>(services.size());
  for (const model::ServiceDeployments& service : result.deployments) {
    if (!service.groups.empty()) {
      result.collection.service_groups.push_back({service.service, service.groups});
    }
  }
  result.collection.deployments = total.total();
  result.collection.successful = total.successful;
  result.collection.failed = total.failed;
  return result;
}

void Sample::write(const std::filesystem::path& folder) const {
  const analysis::ReportData written = data();
  files::make_folder(folder / "data");
  files::make_folder(folder / "charts");
  files::write_file(folder / "data/collection.json", model::to_json(written.collection));
  files::AtomicFile deployments(folder / "data/service_deployments.json");
  model::write_deployments(written.deployments, deployments);
  deployments.commit();
  if (open) {
    files::AtomicFile file(folder / "data/open_merge_requests.json");
    model::write_open_merge_requests(*open, file);
    file.commit();
  }
  if (!changed_weeks.empty()) {
    model::RecordedWeeks weeks;
    for (const auto& [week, changed_at] : changed_weeks) {
      weeks.weeks[week] = {"", changed_at};
    }
    files::write_file(folder / "data/weeks.json", model::to_json(weeks));
  }
  files::AtomicFile summary(folder / "data/summary.json");
  model::write_summary(written.summary, summary);
  summary.commit();
  chart::ChartIndex index;
  for (const chart::Kind kind : chart::overall_kinds) {
    const bool many = kind != chart::Kind::worst_heatmap || written.deployments.size() > 40;
    if (kind == chart::Kind::combined || (details && many)) {
      index.charts.push_back(entry_for(*this, kind, ""));
    }
  }
  for (const model::ServiceDeployments& service : written.deployments) {
    for (const chart::Kind kind : chart::service_kinds) {
      if (is_drawn(*this, kind, service)) {
        index.charts.push_back(entry_for(*this, kind, service.service));
      }
    }
  }
  if (details) {
    index.deployments_sha256 = files::sha256_of_file(folder / "data/service_deployments.json");
  }
  for (chart::ChartEntry& entry : index.charts) {
    entry.sha256 = files::sha256(std::string(picture) + entry.id);
    for (chart::ChartVariant& variant : entry.variants) {
      variant.sha256 = files::sha256(picture_of(variant));
    }
    if (!missing_charts.contains(entry.service) && !failed_charts.contains(entry.service)) {
      files::write_file(folder / "charts" / entry.file, std::string(picture) + entry.id);
      for (const chart::ChartVariant& variant : entry.variants) {
        files::write_file(folder / "charts" / variant.file, picture_of(variant));
      }
    }
  }
  files::write_file(folder / "charts" / chart::chart_index_file, chart::to_json(index));
}

Sample small_sample() {
  Sample sample;
  model::Collection& collection = sample.collection;
  collection.project = "platform/deployments";
  collection.project_url = "https://gitlab.example/platform/deployments";
  collection.collected_at = model::parse_instant("2024-03-15T05:00:00Z").value();
  collection.counting.time_zone = "Europe/Berlin";
  collection.merge_requests.seen = 9;
  collection.merge_requests.counted = 5;
  collection.merge_requests.in_flight = 2;
  collection.merge_requests.without_service_label = 1;
  collection.merge_requests.without_tier_label = 1;
  collection.projects = {{collection.project, collection.project_url, 9, {22, {"1-10", "16-27"}}}};
  collection.service_labels.emplace();
  collection.requests = 4;
  collection.retries = 1;
  sample.services = {
      {"orders-web",
       {deployment("2024-03-02T10:00:00Z", failed, "production", 31, "2024-03-02T10:00:45Z")}},
      {"payments-api",
       {deployment("2024-01-05T08:00:00Z", successful, "staging", 11, "2024-01-05T08:12:00Z"),
        deployment("2024-01-31T22:30:00Z", failed, "production", 12, "2024-02-03T02:30:00Z"),
        deployment("2024-01-31T22:30:00Z", successful, "production", 13, "2024-02-01T01:35:00Z"),
        deployment("2024-03-14T23:30:00Z", successful, "production", 14)}}};
  return sample;
}

}  // namespace dora::test
