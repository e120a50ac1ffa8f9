// Tells libcurl what to send, and under which settings. Include it only in .cpp files of this room.
#pragma once

#include "collector/http/curl_client.h"
#include "collector/http/curl_transfer.h"

namespace dora::http {

/// What is the same for every request of a client.
void configure(CURL* handle, const CurlOptions& options);

/// Handles are reused: everything that an earlier request set is set again. `transfer` keeps what
/// libcurl reads while it sends.
void set_request(Transfer& transfer, Request request, const AwsSignature& signature);

}  // namespace dora::http
