// Whose keys open a bucket, and at which address it is asked.
#pragma once

#include <string>

#include "collector/http/aws_signature.h"

namespace dora::bucket {

/// Reads AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION or
/// AWS_DEFAULT_REGION [us-east-1] from the environment; an empty variable counts as unset. Throws a
/// UsageError if a key is missing, or is not one.
http::AwsSignature keys_in_environment();

/// Returns `option`, else AWS_ENDPOINT_URL of the environment, else "": Amazon's own. Keys from the
/// environment go only where the command line, the environment or a config file elsewhere says: no
/// file of the working folder can set this address (main.cpp refuses its `s3-endpoint`, and `.env`
/// sets no names of AWS). Throws a UsageError for what is not an address of a server, holds a
/// password, or is http:// to another machine without `allow_insecure`.
std::string endpoint_of(const std::string& option, bool allow_insecure);

}  // namespace dora::bucket
