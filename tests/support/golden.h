// Compares text with a file in tests/golden; DORA_UPDATE_GOLDEN=1 rewrites the file instead.
#pragma once

#include <string_view>

#include <gtest/gtest.h>

namespace dora::test {

/// EXPECT_TRUE(matches_golden("renderer/service.gp", text)): a failure shows the first lines that
/// differ and how to update the file. The version of the program stands there as `VERSION`.
testing::AssertionResult matches_golden(std::string_view name, std::string_view text);

}  // namespace dora::test
