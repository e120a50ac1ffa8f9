// What the tests of curl_client and its parts share: requests to a server on loopback.
#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "collector/base/interrupt.h"
#include "collector/http/curl_client.h"

namespace dora::http {

inline constexpr const char* list = "/projects/4242/merge_requests?per_page=100&page=1";

/// Sends requests to servers on loopback.
class CurlClientTest : public testing::Test {
 protected:
  // If the machine uses a proxy, libcurl would ask it for the server on loopback.
  CurlClientTest() { ::setenv("no_proxy", "*", 1); }

  Response get(CurlOptions options, const std::string& url) {
    CurlClient client(std::move(options), interrupt_);
    client.start({7, url});
    auto response = client.wait(Clock::now() + std::chrono::seconds(30));
    EXPECT_TRUE(response) << "no answer within 30 s";
    return response.value_or(Response{});
  }

  base::Interrupt interrupt_;
};

}  // namespace dora::http
