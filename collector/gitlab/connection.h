// How a connection to GitLab is made: with which token, certificates and limits of time.
#pragma once

#include <string>

#include "collector/base/log.h"
#include "collector/gitlab/options.h"
#include "collector/http/curl_client.h"

namespace dora::gitlab {

/// `root` as returned by api_root(). Throws as read_token() and require_encryption() do.
http::CurlOptions curl_options(const GitlabOptions& options, const std::string& root,
                               base::Log& log);

}  // namespace dora::gitlab
