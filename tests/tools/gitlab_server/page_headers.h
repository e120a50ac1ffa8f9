// The headers that lead from page to page in GitLab.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/tools/gitlab_server/query.h"

namespace dora::test {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// `url` is without its query. Above 10,000 matches GitLab stops counting and omits X-Total,
/// X-Total-Pages and rel="last" (GitLab's lib/gitlab/pagination/offset_header_builder.rb).
HeaderList page_headers(const std::string& url,
                        const std::map<std::string, std::string>& parameters, const Query& query,
                        std::size_t matches);

}  // namespace dora::test
