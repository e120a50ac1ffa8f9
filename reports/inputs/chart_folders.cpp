// Finds the indexes in all chart folders and checks that they are of the same run.
#include "reports/inputs/chart_folders.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "collector/base/text/bounded_list.h"
#include "collector/model/data_files.h"
#include "renderer/chart/shard.h"

namespace dora::inputs {
namespace {

namespace fs = std::filesystem;

struct Place {
  fs::path folder;
  chart::Shard shard;

  fs::path file() const { return folder / chart::index_file(shard); }
};

std::string described(const Place& place) {
  return place.shard.is_whole()
             ? place.file().string() + " is from a run without --shard"
             : fmt::format("{} is shard {}", place.file().string(), chart::to_string(place.shard));
}

std::vector<Place> places_in(const std::vector<fs::path>& folders, const fs::path& summary) {
  std::vector<Place> places;
  for (const fs::path& folder : folders) {
    const std::vector<chart::Shard> shards = chart::shards_in(folder);
    if (shards.empty()) {
      throw base::Error(fmt::format(
          "there is no {}: run `dora-report render --summary {} --out {}` first",
          (folder / chart::chart_index_file).string(), summary.string(), folder.string()));
    }
    std::ranges::transform(shards, std::back_inserter(places), [&](chart::Shard shard) {
      return Place{folder, shard};
    });
  }
  return places;
}

/// Every part exactly once, all of the same split.
void require_one_run(const std::vector<Place>& places, const fs::path& summary) {
  const int count = places.front().shard.count;
  std::map<int, const Place*> parts;
  for (const Place& place : places) {
    if (place.shard.count != count) {
      throw base::Error(
          fmt::format("{}, and {}: they are from different runs; remove the outdated one",
                      described(places.front()), described(place)));
    }
    const auto [other, added] = parts.emplace(place.shard.number, &place);
    if (!added) {
      throw base::Error(fmt::format("{}, and so is {}: remove the outdated one",
                                    described(*other->second), place.file().string()));
    }
  }
  std::vector<std::string> missing;
  for (int number = 1; number <= count; ++number) {
    if (!parts.contains(number)) {
      missing.push_back(chart::to_string({number, count}));
    }
  }
  if (!missing.empty()) {
    throw base::Error(fmt::format(
        "the charts of shard {} are missing: run `dora-report render --shard {} --summary {} --out "
        "FOLDER` and name that folder with --charts, too",
        text::bounded_list(missing), missing.front(), summary.string()));
  }
}

/// What charts must have been drawn from.
struct DrawnFrom {
  fs::path summary;
  std::string summary_sha256;
  fs::path deployments;
  std::string deployments_sha256;
};

DrawnFrom drawn_from(const fs::path& summary) {
  const fs::path deployments = summary.parent_path() / model::deployments_file;
  std::error_code error;
  return {summary, files::sha256_of_file(summary), deployments,
          fs::exists(deployments, error) ? files::sha256_of_file(deployments) : ""};
}

[[noreturn]] void fail_outdated(const Place& place, const DrawnFrom& files, const char* what,
                                const fs::path& file) {
  throw base::Error(fmt::format(
      "{} was drawn from {} than {}: run `dora-report render{} --summary {} --out {}` again",
      place.file().string(), what, file.string(),
      place.shard.is_whole() ? "" : " --shard " + chart::to_string(place.shard),
      files.summary.string(), place.folder.string()));
}

chart::ChartIndex read_index(const Place& place, const DrawnFrom& files) {
  chart::ChartIndex index = chart::read_chart_index(place.file());
  if (chart::Shard{index.shard, index.shards} != place.shard) {
    throw base::Error(fmt::format("{} says that it is shard {}: render again",
                                  place.file().string(),
                                  chart::to_string({index.shard, index.shards})));
  }
  if (!index.summary_sha256.empty() && index.summary_sha256 != files.summary_sha256) {
    fail_outdated(place, files, "another summary", files.summary);
  }
  if (!index.deployments_sha256.empty() && index.deployments_sha256 != files.deployments_sha256) {
    fail_outdated(place, files, "other deployments", files.deployments);
  }
  return index;
}

/// All with deployments or all without.
void require_alike(const std::vector<IndexedCharts>& charts) {
  for (const IndexedCharts& each : charts) {
    const IndexedCharts& first = charts.front();
    if (each.index.deployments_sha256.empty() != first.index.deployments_sha256.empty()) {
      const bool lacks = each.index.deployments_sha256.empty();
      throw base::Error(fmt::format(
          "shard {} was drawn without a service_deployments.json, shard {} with one: render it "
          "again, with --deployments",
          (lacks ? each : first).index.shard, (lacks ? first : each).index.shard));
    }
  }
}

}  // namespace

std::vector<IndexedCharts> read_chart_folders(const std::vector<fs::path>& folders,
                                              const fs::path& summary) {
  const std::vector<Place> places = places_in(folders, summary);
  require_one_run(places, summary);
  const DrawnFrom files = drawn_from(summary);
  std::vector<IndexedCharts> charts;
  charts.reserve(places.size());
  for (const Place& place : places) {
    charts.push_back({place.folder, read_index(place, files)});
  }
  require_alike(charts);
  return charts;
}

}  // namespace dora::inputs
