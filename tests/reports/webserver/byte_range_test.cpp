// Tests ranges and entity tags of requests.
#include "reports/webserver/byte_range.h"

#include <optional>

#include <gtest/gtest.h>

namespace dora::webserver {
namespace {

/// `whole`, `outside`, or `begin+size`.
std::string read(const char* header, std::int64_t size = 100) {
  const RequestedRange range = requested_range(header, size);
  if (const auto* part = std::get_if<ByteRange>(&range)) {
    return std::to_string(part->begin) + "+" + std::to_string(part->size);
  }
  return std::holds_alternative<OutsideFile>(range) ? "outside" : "whole";
}

TEST(ByteRange, ReadsOneRange) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"bytes=0-99", "0+100"},
      {"bytes=0-0", "0+1"},
      {"bytes=10-", "10+90"},
      {"bytes=-10", "90+10"},
      {"bytes=-1000", "0+100"},
      {"bytes=90-1000", "90+10"},
      {"bytes= 5 - 6 ", "5+2"},
      {"bytes=100-", "outside"},
      {"bytes=100-200", "outside"},
      {"bytes=-0", "outside"},
      {"", "whole"},
      {"bytes", "whole"},
      {"bytes=", "whole"},
      {"bytes=-", "whole"},
      {"bytes=5-4", "whole"},
      {"bytes=0-1,5-6", "whole"},
      {"lines=0-1", "whole"},
      {"bytes=a-b", "whole"},
      {"bytes=--5", "whole"},
      {"bytes=-5-", "whole"},
      {"bytes=0x1-2", "whole"},
      {"bytes=99999999999999999999-", "whole"},
      {"bytes=0-9223372036854775807", "0+100"}};
  for (const auto& [header, expected] : cases) {
    EXPECT_EQ(read(header), expected) << header;
  }
  EXPECT_EQ(read("bytes=0-0", 0), "outside");
  EXPECT_EQ(read("bytes=-5", 0), "outside");
}

TEST(EntityTags, AreComparedOneByOne) {
  const std::vector<std::pair<const char*, bool>> cases{
      {"\"a\"", true},  {"W/\"a\"", true}, {"\"b\", \"a\"", true}, {"\"b\" ,W/\"a\"", true},
      {"*", true},      {"", false},       {"a", false},           {"\"b\"", false},
      {"\"ab\"", false}};
  for (const auto& [header, expected] : cases) {
    EXPECT_EQ(lists_tag(header, "\"a\""), expected) << header;
  }
}

}  // namespace
}  // namespace dora::webserver
