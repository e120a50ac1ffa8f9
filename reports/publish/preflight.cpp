// Looks at a site before it is published: how large it is, and what a target would refuse.
#include "reports/publish/preflight.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/fold.h"
#include "collector/model/wording.h"
#include "reports/site/site_marker.h"

namespace dora::publish {
namespace {

namespace fs = std::filesystem;

std::string bytes_text(std::int64_t bytes) {
  return bytes < 1'000'000 ? fmt::format("{} KB", model::count_text((bytes + 999) / 1000))
                           : fmt::format("{} MB", model::count_text((bytes + 999'999) / 1'000'000));
}

std::string limit_text(const std::optional<std::int64_t>& limit, bool is_bytes) {
  return !limit     ? ""
         : is_bytes ? fmt::format(" (limit: {})", bytes_text(*limit))
                    : fmt::format(" (limit: {})", model::count_text(*limit));
}

/// Both in order.
void require_complete(const std::vector<std::string>& listed, const std::vector<std::string>& found,
                      const fs::path& folder) {
  const auto missing = std::ranges::find_if(
      listed, [&](const std::string& name) { return !std::ranges::binary_search(found, name); });
  if (missing != listed.end()) {
    throw base::UsageError(fmt::format(
        "--site {} is not complete: {} is missing, or is no longer a file; write it again with "
        "`dora-report report`",
        folder.string(), *missing));
  }
}

}  // namespace

SiteFacts look_at(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw base::UsageError(fmt::format(
        "--site {}: there is no such folder; `dora-report report` writes it", folder.string()));
  }
  const fs::path site = fs::canonical(folder);  // The folder itself may be a link, its files not.
  if (!site::is_written_by_us(site)) {
    throw base::UsageError(fmt::format(
        "--site {} is not a site as dora-report wrote it: something was added or removed; write it "
        "again with `dora-report report`",
        folder.string()));
  }
  SiteFacts facts;
  std::map<std::string, std::string> folded;
  for (const auto& entry : fs::recursive_directory_iterator(site)) {
    const std::string name = entry.path().lexically_relative(site).string();
    ++facts.entries;
    facts.longest = std::max(facts.longest, name, [](const std::string& a, const std::string& b) {
      return a.size() < b.size();
    });
    if (const auto [other, added] = folded.emplace(text::folded(name), name); !added) {
      facts.differing_case.push_back(fmt::format("{} and {}", other->second, name));
    }
    if (entry.is_regular_file() && !entry.is_symlink()) {
      const auto bytes = static_cast<std::int64_t>(entry.file_size());
      facts.bytes += bytes;
      facts.files.push_back(name);
      if (bytes > facts.largest_bytes) {
        facts.largest = name;
        facts.largest_bytes = bytes;
      }
    }
  }
  std::ranges::sort(facts.files);
  require_complete(site::listed_files(site), facts.files, folder);
  return facts;
}

std::vector<std::string> describe(const SiteFacts& facts, const Limits& limits) {
  std::vector<std::string> lines{
      fmt::format("entries: {}{}", model::count_text(facts.entries),
                  limit_text(limits.entries, false)),
      fmt::format("size: {}{}", bytes_text(facts.bytes), limit_text(limits.bytes, true)),
      fmt::format("largest file: {}, {}{}", facts.largest, bytes_text(facts.largest_bytes),
                  limit_text(limits.file_bytes, true)),
      fmt::format("longest name: {} characters{}", facts.longest.size(),
                  limit_text(limits.name_bytes, false)),
      fmt::format("names that differ in case only: {}", facts.differing_case.size())};
  if (!limits.source.empty()) {
    lines.push_back("limits: " + limits.source);
  }
  return lines;
}

std::vector<std::string> problems_of(const SiteFacts& facts, const Limits& limits,
                                     TargetKind target) {
  std::vector<std::string> problems;
  if (limits.bytes && facts.bytes > *limits.bytes) {
    problems.push_back(fmt::format(
        "{} are more than the {} that {} accepts: render with --format svg,png --scale 1, or count "
        "fewer months (--since)",
        bytes_text(facts.bytes), bytes_text(*limits.bytes), name_of(target)));
  }
  if (limits.entries && facts.entries > *limits.entries) {
    problems.push_back(fmt::format(
        "{} files and folders are more than the {} that {} accepts: split the project's "
        "services into several reports",
        model::count_text(facts.entries), model::count_text(*limits.entries), name_of(target)));
  }
  if (limits.file_bytes && facts.largest_bytes > *limits.file_bytes) {
    problems.push_back(fmt::format("{} has {}, more than the {} that {} accepts for one file",
                                   facts.largest, bytes_text(facts.largest_bytes),
                                   bytes_text(*limits.file_bytes), name_of(target)));
  }
  if (const auto longest = static_cast<std::int64_t>(facts.longest.size());
      limits.name_bytes && longest > *limits.name_bytes) {
    problems.push_back(fmt::format("{} has {} characters, more than the {} that {} accepts",
                                   facts.longest, longest, *limits.name_bytes, name_of(target)));
  }
  // A bucket is no disk.
  if (!facts.differing_case.empty() && target != TargetKind::s3) {
    problems.push_back(
        fmt::format("{} differ in case only: on disks that ignore case one of them "
                    "would be lost",
                    facts.differing_case.front()));
  }
  return problems;
}

}  // namespace dora::publish
