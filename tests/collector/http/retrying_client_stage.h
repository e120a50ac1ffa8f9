// What the tests of retrying_client share: a policy that does not wait, and a log.
#pragma once

#include <gtest/gtest.h>

#include "collector/base/console.h"
#include "collector/base/log.h"
#include "collector/http/retrying_client.h"

namespace dora::http {

class RetryingClientTest : public testing::Test {
 protected:
  static RetryPolicy quick() {
    RetryPolicy policy;
    policy.first_delay = std::chrono::milliseconds(1);
    policy.longest_delay = std::chrono::milliseconds(2);
    return policy;
  }

  base::Console console_{-1};
  base::Log log_{console_, {}};
};

}  // namespace dora::http
