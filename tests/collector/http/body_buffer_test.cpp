// Tests of collector/http/body_buffer: what arrives in pieces is returned as a whole.
#include "collector/http/body_buffer.h"

#include <gtest/gtest.h>

namespace dora::http {
namespace {

TEST(BodyBuffer, ReturnsWhatWasAppended) {
  BodyBuffer buffer;
  EXPECT_EQ(buffer.take(), "");
  buffer.append("ab");
  buffer.append("");
  buffer.append("c");
  EXPECT_EQ(buffer.size(), 3U);
  EXPECT_EQ(buffer.take(), "abc");
  EXPECT_EQ(buffer.size(), 0U);
  EXPECT_EQ(buffer.take(), "");
}

TEST(BodyBuffer, JoinsBlocksInOrder) {
  constexpr std::size_t block = BodyBuffer::block_size;
  for (const std::size_t length : {block - 1, block, block + 1, 3 * block + 7}) {
    std::string expected;
    BodyBuffer buffer;
    for (std::size_t i = 0; expected.size() < length; ++i) {
      const std::string piece(std::min<std::size_t>(100'003, length - expected.size()),
                              static_cast<char>('a' + i % 26));
      expected += piece;
      buffer.append(piece);
    }
    EXPECT_EQ(buffer.size(), length);
    EXPECT_TRUE(buffer.take() == expected) << length;
  }
}

TEST(BodyBuffer, TakesMoreBytesThanABlock) {
  const std::string text(BodyBuffer::block_size * 2 + 1, 'x');
  BodyBuffer buffer;
  buffer.append(text);
  EXPECT_TRUE(buffer.take() == text);
}

}  // namespace
}  // namespace dora::http
