// Tests that JSON contains no control character that a terminal would obey.
#include "collector/model/json/json_text.h"

#include <gtest/gtest.h>

namespace dora::model {
namespace {

TEST(EscapeControls, WritesThemAsJsonDoes) {
  EXPECT_EQ(escape_controls("{\"a\x7f\": \"\u009b31m\u202e\u2028\ufeff\"}\n"),
            "{\"a\\u007F\": \"\\u009B31m\\u202E\\u2028\\uFEFF\"}\n");
}

TEST(EscapeControls, LeavesEverythingElseUnchanged) {
  for (const char* json : {"", "{\n  \"a\": 1\n}\n", "\"\u00e9\u0628\u20ac\uff21\U0001f680\"",
                           "\"\xe2\x80\"", "\"\\u009B\""}) {
    EXPECT_EQ(escape_controls(json), json);
  }
}

}  // namespace
}  // namespace dora::model
