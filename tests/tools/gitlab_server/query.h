// The parameters of a merge request list, checked like in GitLab.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "tests/tools/gitlab_server/merge_request.h"

namespace dora::test {

enum class OrderBy : std::uint8_t { created_at, updated_at };

/// Bounds are inclusive at both ends.
struct MomentRange {
  std::optional<Moment> after;
  std::optional<Moment> before;

  bool contains(Moment moment) const {
    return (!after || *after <= moment) && (!before || moment <= *before);
  }
};

struct Query {
  std::optional<std::string> state;  ///< nullopt: all.
  std::set<std::int64_t> iids;       ///< Empty: all.
  MomentRange created;
  MomentRange updated;
  OrderBy order_by = OrderBy::created_at;
  bool descending = true;
  bool simple = false;
  std::size_t page = 1;
  std::size_t per_page = 20;  ///< At most 100.
};

struct ParsedQuery {
  Query query;
  std::string problem;  ///< If not empty, the message of a 400.
};

/// Parameters that the API does not declare are ignored.
ParsedQuery parse_query(const std::map<std::string, std::string>& parameters);

}  // namespace dora::test
