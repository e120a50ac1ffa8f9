// What a collection saw and how it counted: collection.json, which lets a reader trust the numbers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/model/counting_settings.h"
#include "collector/model/instant.h"
#include "collector/model/service_labels.h"

namespace dora::model {

/// Merge requests, each in exactly one of the first ten groups, which add up to `seen`.
struct MergeRequestCounts {
  std::int64_t seen = 0;
  std::int64_t counted = 0;                ///< Yielded at least one deployment.
  std::int64_t in_flight = 0;              ///< State opened, locked (or GitLab 9's reopened).
  std::int64_t unknown_state = 0;          ///< A state that GitLab's manual does not name.
  std::int64_t without_service_label = 0;  ///< Merged or closed, but of no service.
  std::int64_t without_tier_label = 0;     ///< Of a service, but of no tier.
  std::int64_t outside_range = 0;          ///< Seen, but before --since or not before --until.
  // These would count, but were asked to be left out:
  std::int64_t excluded_author = 0;  ///< --exclude-author.
  std::int64_t excluded_label = 0;   ///< --exclude-label.
  std::int64_t excluded_bot = 0;     ///< --exclude-bots.

  // Among the counted ones:
  std::int64_t with_several_services = 0;  ///< One deployment for each service.
  std::int64_t with_several_tiers = 0;     ///< The first tier in byte order is taken.
  std::int64_t merged_without_merged_at = 0;
  std::int64_t closed_without_closed_at = 0;

  bool operator==(const MergeRequestCounts&) const = default;
};

/// Two names of services, or of tiers, that may be one.
struct SuspiciousNames {
  std::string first;
  std::string second;
  std::string difference;  ///< `capitals`, `code points`, `spaces`, several, or `one character`.

  auto operator<=>(const SuspiciousNames&) const = default;
};

/// Numbers without a merge request: deleted, or not visible with the token.
struct MissingIids {
  std::int64_t count = 0;
  std::vector<std::string> first_ranges;  ///< The first of them, as `7` or `12-15`.

  bool operator==(const MissingIids&) const = default;
};

/// What one of the projects contributed.
struct ProjectPart {
  std::string project;      ///< `group/project`.
  std::string project_url;  ///< As GitLab sent it: hostile until checked.
  std::int64_t merge_requests = 0;
  MissingIids missing_iids;

  bool operator==(const ProjectPart&) const = default;
};

struct Collection {
  std::string project;      ///< `group/project`; several: `group/a, group/b`.
  std::string project_url;  ///< As GitLab sent it: hostile until checked. Empty: several projects.
  std::vector<ProjectPart> projects;  ///< In the order of --project.
  /// What is missing and why, under --allow-partial; empty: nothing is missing.
  std::vector<std::string> partial;
  Instant collected_at;
  CountingSettings counting;
  MergeRequestCounts merge_requests;
  std::int64_t services = 0;
  std::int64_t deployments = 0;
  std::int64_t successful = 0;
  std::int64_t failed = 0;
  std::int64_t superseded = 0;  ///< Beside these deployments: neither successful nor failed.
  std::int64_t requests = 0;    ///< HTTP requests, retries among them.
  std::int64_t retries = 0;
  std::vector<SuspiciousNames> suspicious_names;  ///< Never merged.
  bool more_suspicious_names = false;             ///< Than are listed.
  std::optional<ServiceLabels> service_labels;    ///< Nothing in files of versions without it.

  bool operator==(const Collection&) const = default;
};

std::string to_json(const Collection& collection);
/// Throws an Error that names the file and what is wrong in it.
Collection read_collection(const std::filesystem::path& path);

}  // namespace dora::model
