// A request for a page of merge requests, and a project as GitLab answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "collector/model/instant.h"

namespace dora::gitlab {

/// GitLab's own limit (https://docs.gitlab.com/api/rest/#offset-based-pagination).
inline constexpr int largest_page = 100;

/// Which of a merge request's dates a list is bounded and ordered by.
enum class TimeOrder : std::uint8_t { created, updated };

struct PageQuery {
  TimeOrder order = TimeOrder::created;
  std::optional<model::Instant> after{};   ///< Inclusive.
  std::optional<model::Instant> before{};  ///< Inclusive.
  int page = 1;
  int per_page = largest_page;
  bool newest_first = false;
};

struct Project {
  std::int64_t id = 0;
  std::string path;     ///< `group/project`.
  std::string web_url;  ///< As GitLab sent it: hostile until checked.
};

}  // namespace dora::gitlab
