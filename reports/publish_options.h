// The options of `publish`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dora::reports {

struct PublishOptions {
  std::filesystem::path site;
  std::string to;                   ///< As for publish::parse_target().
  std::vector<std::string> limits;  ///< As for publish::override_limit().
  bool check = false;               ///< Only look; publish nothing.
  bool allow_shrink = false;
  bool is_private = false;  ///< Others may not read the files.
  // For an S3 bucket.
  std::string s3_endpoint;  ///< Empty: AWS_ENDPOINT_URL in the environment, else Amazon's.
  std::filesystem::path ca_file;
  bool allow_insecure = false;  ///< Allow http:// to other machines.
};

}  // namespace dora::reports
