// Checks that an action fails with an Error whose message contains all given words.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "collector/base/error.h"

namespace dora::test {

/// EXPECT_TRUE(fails_with({"index.mustache:3", "deploymets"}, [&] { ... }));
template <class Action>
testing::AssertionResult fails_with(const std::vector<std::string>& words, Action action) {
  try {
    action();
  } catch (const base::Error& error) {
    const std::string message = error.what();
    for (const std::string& word : words) {
      if (message.find(word) == std::string::npos) {
        return testing::AssertionFailure() << "'" << word << "' is not in: " << message;
      }
    }
    return testing::AssertionSuccess();
  }
  return testing::AssertionFailure() << "nothing failed";
}

}  // namespace dora::test
