// What was collected and how it was counted: collection.json, which lets readers verify the
// numbers.
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

/// Merge requests, each in exactly one of eleven groups, which add up to `seen`.
struct MergeRequestCounts {
  std::int64_t seen = 0;
  std::int64_t counted = 0;                ///< Yielded at least one deployment, but see superseded.
  std::int64_t in_flight = 0;              ///< State opened, locked (or GitLab 9's reopened).
  std::int64_t unknown_state = 0;          ///< A state that GitLab does not document.
  std::int64_t without_service_label = 0;  ///< Ended in the range, but without a service.
  std::int64_t without_tier_label = 0;     ///< With a service, but without a tier.
  std::int64_t outside_range = 0;          ///< Ended before --since or not before --until.
  // These would count, but were excluded on request:
  std::int64_t excluded_author = 0;  ///< --exclude-author.
  std::int64_t excluded_label = 0;   ///< --exclude-label.
  std::int64_t excluded_bot = 0;     ///< --exclude-bots.
  /// --superseded-within left none of its deployments. 0 in files of older versions, which have
  /// them among those counted.
  std::int64_t superseded = 0;

  // Among those counted:
  std::int64_t with_several_services = 0;  ///< One deployment per service.
  std::int64_t with_several_tiers = 0;     ///< The first tier in byte order is used.
  std::int64_t merged_without_merged_at = 0;
  std::int64_t closed_without_closed_at = 0;

  bool operator==(const MergeRequestCounts&) const = default;
};

/// Two service names, or two tier names, that may be the same.
struct SuspiciousNames {
  std::string first;
  std::string second;
  std::string difference;  ///< `capitals`, `code points`, `spaces`, several, or `one character`.

  auto operator<=>(const SuspiciousNames&) const = default;
};

/// Numbers without a merge request: deleted, or not visible with the token.
struct MissingIids {
  std::int64_t count = 0;
  std::vector<std::string> first_ranges;  ///< The first of them, such as `7` or `12-15`.

  bool operator==(const MissingIids&) const = default;
};

/// The part of one project.
struct ProjectPart {
  std::string project;      ///< `group/project`.
  std::string project_url;  ///< As GitLab sent it: hostile until checked.
  std::int64_t merge_requests = 0;
  MissingIids missing_iids;

  bool operator==(const ProjectPart&) const = default;
};

/// The groups of a service, such as its team; by name, without duplicates.
struct ServiceGroups {
  std::string service;
  std::vector<std::string> groups;

  bool operator==(const ServiceGroups&) const = default;
};

/// How many merge requests that count were read by a rule.
struct ReadBy {
  std::string what;  ///< `service` or `tier`.
  std::string rule;  ///< `labels`, a pattern, `--default-tier`.
  std::int64_t merge_requests = 0;

  bool operator==(const ReadBy&) const = default;
};

/// An example of the merge requests that do not count because no label and no rule names their
/// service, or their tier.
struct UnreadExample {
  std::string what;     ///< `service` or `tier`.
  std::string project;  ///< `group/project`.
  std::int64_t iid = 0;
  std::string title;
  std::string branch;
  std::string web_url;  ///< As GitLab sent it: hostile until checked.

  bool operator==(const UnreadExample&) const = default;
};

struct Collection {
  std::string project;      ///< `group/project`; several: `group/a, group/b`.
  std::string project_url;  ///< As GitLab sent it: hostile until checked. Empty if several.
  std::vector<ProjectPart> projects;  ///< In the order of --project.
  /// What is missing and why, under --allow-partial; empty if nothing is missing.
  std::vector<std::string> partial;
  Instant collected_at;
  CountingSettings counting;
  MergeRequestCounts merge_requests;
  std::int64_t services = 0;
  std::int64_t deployments = 0;
  std::int64_t successful = 0;
  std::int64_t failed = 0;
  std::int64_t superseded = 0;  ///< Not among these deployments: neither successful nor failed.
  std::int64_t requests = 0;    ///< HTTP requests, including retries.
  std::int64_t retries = 0;
  std::vector<SuspiciousNames> suspicious_names;  ///< Never merged.
  bool more_suspicious_names = false;             ///< More than listed.
  std::optional<ServiceLabels> service_labels;    ///< nullopt in files of older versions.
  std::vector<ReadBy> read_by{};                  ///< Empty if there are no rules besides labels.
  std::vector<UnreadExample> unread{};            ///< A few of each kind, the newest of a project.
  std::vector<ServiceGroups> service_groups{};    ///< By service; those in no group are left out.

  bool operator==(const Collection&) const = default;
};

std::string to_json(const Collection& collection);
/// Throws an Error that names the file and what is wrong with it.
Collection read_collection(const std::filesystem::path& path);

}  // namespace dora::model
