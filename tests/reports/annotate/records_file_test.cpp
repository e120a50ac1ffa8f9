// Tests of reports/annotate/records_file.
#include "reports/annotate/records_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"

namespace dora::annotate {
namespace {

using testing::HasSubstr;

TEST(Records, AreLinesOfJson) {
  const auto records = parse_records(
      "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"x\\ny\"}\r\n\n{\"text\":\"\",\"id\":\"b\"}", "",
      "r.jsonl");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].id, "a");
  EXPECT_EQ(records[0].text, "x\ny");
  EXPECT_EQ(records[1].id, "b");
  for (const char* text : {"{", "[]", "{\"id\":1,\"text\":\"\"}", "{\"id\":\"a\"}",
                           "{\"id\":\"\",\"text\":\"\"}", "{\"id\":\"a\",\"text\":\"\\ud800\"}"}) {
    EXPECT_THAT(test::error_of([&] { parse_records(text, "", "r.jsonl"); }),
                HasSubstr("r.jsonl:1: "))
        << text;
  }
  EXPECT_THAT(test::error_of([&] {
                parse_records("{\"id\":\"a\",\"text\":\"\"}\n{\"id\":\"a\",\"text\":\"\"}", "",
                              "r.jsonl");
              }),
              HasSubstr("r.jsonl:2: an id that is there already"));
  EXPECT_THAT(test::error_of([&] { parse_records(" \n", "", "r.jsonl"); }), HasSubstr("no record"));
}

TEST(Records, AreTextsBetweenDelimiters) {
  const auto records =
      parse_records("int a;\n----\n\n----\n--- -\nint b;\r\n----\r\nc", "----", "f");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].id, "1");
  EXPECT_EQ(records[0].text, "int a;\n");
  EXPECT_EQ(records[1].text, "--- -\nint b;\r\n");
  EXPECT_EQ(records[2].text, "c");
}

}  // namespace
}  // namespace dora::annotate
