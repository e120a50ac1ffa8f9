// How a connection to GitLab is made: with which token, certificates and limits of time.
#include "collector/gitlab/connection.h"

#include "collector/gitlab/token.h"

namespace dora::gitlab {

http::CurlOptions curl_options(const GitlabOptions& options, const std::string& root,
                               base::Log& log) {
  http::CurlOptions result;
  result.bearer_token = read_token({options.token_file, options.token}, log);
  if (!result.bearer_token.empty() && !options.allow_insecure) {
    require_encryption(root);
  }
  result.ca_file = options.ca_file;
  result.user_agent = "dora-report/" DORA_VERSION;
  result.stall_timeout = options.stall_timeout;
  result.answer_timeout = 10 * options.stall_timeout;
  return result;
}

}  // namespace dora::gitlab
