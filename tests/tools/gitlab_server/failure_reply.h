// The answers of a GitLab in trouble, one for each kind of failure.
#pragma once

#include "tests/tools/gitlab_server/api.h"

namespace dora::test {

/// `usual` is the answer that the failure replaces or damages; `numeric_url` is the path of the
/// same request by the project's number, with its query.
ApiReply failure_reply(const FailureRule& rule, ApiReply usual, const std::string& origin,
                       const std::string& numeric_url);

}  // namespace dora::test
