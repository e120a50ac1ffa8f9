// Where a site is published, and what is accepted there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "reports/bucket/bucket_address.h"

namespace dora::publish {

enum class TargetKind : std::uint8_t { folder, gitlab_pages, github_pages, s3 };

/// What a target accepts; nullopt: as much as there is room for.
struct Limits {
  std::optional<std::int64_t> bytes;
  std::optional<std::int64_t> entries;     ///< Files and folders.
  std::string source;                      ///< Where that is written; empty if nothing is limited.
  std::optional<std::int64_t> file_bytes;  ///< Of one file.
  std::optional<std::int64_t> name_bytes;  ///< Of one name, with what the target puts before it.
};

struct Target {
  TargetKind kind = TargetKind::folder;
  std::filesystem::path folder;
  bucket::BucketPlace place;  ///< Of TargetKind::s3, which has no folder.
};

/// `gitlab-pages:public`, `github-pages:out`, `s3://bucket/prefix`, or a folder. Throws a
/// UsageError that names the known targets for another word before a colon, and for an empty
/// folder.
Target parse_target(std::string_view text);

/// `GitLab Pages`
std::string_view name_of(TargetKind kind);

/// Of GitLab.com and github.com; an instance of GitLab may accept less or more.
Limits limits_of(TargetKind kind);

/// Applies `bytes=500M` or `entries=50000`; K, M and G are thousands, millions and billions.
/// Returns false if the text is neither.
bool override_limit(std::string_view text, Limits& limits);

}  // namespace dora::publish
