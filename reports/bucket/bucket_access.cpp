// Whose keys open a bucket, and at which address it is asked.
#include "reports/bucket/bucket_access.h"

#include <fmt/format.h>

#include "collector/base/environment.h"
#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/http/url.h"

namespace dora::bucket {
http::AwsSignature keys_in_environment() {
  http::AwsSignature keys{base::environment("AWS_ACCESS_KEY_ID"),
                          base::environment("AWS_SECRET_ACCESS_KEY"),
                          base::environment("AWS_SESSION_TOKEN"), base::environment("AWS_REGION")};
  for (const auto& [variable, value] : {std::pair("AWS_ACCESS_KEY_ID", &keys.access_key),
                                        std::pair("AWS_SECRET_ACCESS_KEY", &keys.secret_key)}) {
    if (value->empty()) {
      throw base::UsageError(
          fmt::format("{} is not set: publishing to s3:// needs AWS_ACCESS_KEY_ID and "
                      "AWS_SECRET_ACCESS_KEY in the environment (and AWS_SESSION_TOKEN for "
                      "temporary keys)",
                      variable));
    }
  }
  if (keys.region.empty()) {
    keys.region = base::environment("AWS_DEFAULT_REGION");
  }
  if (keys.region.empty()) {
    keys.region = "us-east-1";
  }
  require_valid(keys);
  return keys;
}

std::string endpoint_of(const std::string& option, bool allow_insecure) {
  const bool given = !option.empty();
  std::string endpoint = given ? option : base::environment("AWS_ENDPOINT_URL");
  if (endpoint.empty()) {
    return "";
  }
  const char* name = given ? "--s3-endpoint" : "AWS_ENDPOINT_URL";
  if (!http::origin_of(endpoint) || http::has_credentials_or_query(endpoint)) {
    throw base::UsageError(
        fmt::format("{} is not the address of a server without user, password or query, such as "
                    "https://s3.example.com",
                    name));
  }
  if (http::is_unencrypted(endpoint) && !allow_insecure) {
    throw base::UsageError(fmt::format(
        "{} {} is not encrypted: anyone on the network path could read what is signed and change "
        "what is answered; use https://, or --allow-insecure if you trust the network",
        name, text::printable(endpoint)));
  }
  return endpoint;
}

}  // namespace dora::bucket
