// Tests that prefix codes are complete, short, and never longer than allowed.
#include "renderer/png/prefix_code.h"

#include <gmock/gmock.h>

namespace dora::png {
namespace {

/// The share of all bit strings that the codes take, in 2^-15; 32768 is all.
std::uint32_t taken(const PrefixCode& code) {
  std::uint32_t sum = 0;
  for (const std::uint8_t length : code.lengths) {
    sum += length > 0 ? 1U << (15U - length) : 0;
  }
  return sum;
}

TEST(PrefixCode, IsThatOfTheSpecificationsExample) {
  // RFC 1951, 3.2.2: lengths (3, 3, 3, 3, 3, 2, 4, 4) give the codes 010 to 110, 00, 1110, 1111.
  const PrefixCode code = prefix_code({10, 10, 10, 10, 10, 18, 5, 5}, 15);
  EXPECT_THAT(code.lengths, testing::ElementsAre(3, 3, 3, 3, 3, 2, 4, 4));
  EXPECT_THAT(code.codes,
              testing::ElementsAre(0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111));
}

TEST(PrefixCode, KeepsToTheLongestLength) {
  std::vector<std::uint32_t> counts{1, 1};
  while (counts.size() < 40) {  // Fibonacci numbers: the deepest tree there is.
    counts.push_back(counts[counts.size() - 1] + counts[counts.size() - 2]);
  }
  for (const int longest : {7, 15}) {
    const PrefixCode code = prefix_code(counts, longest);
    EXPECT_LE(*std::max_element(code.lengths.begin(), code.lengths.end()), longest);
    EXPECT_EQ(taken(code), 32768U) << "no bits are wasted";
  }
}

TEST(PrefixCode, OfOneSymbolHasOneBit) {
  const PrefixCode code = prefix_code({0, 7, 0}, 15);
  EXPECT_THAT(code.lengths, testing::ElementsAre(0, 1, 0));
}

TEST(PrefixCode, OfNoSymbolIsEmpty) {
  EXPECT_THAT(prefix_code({0, 0}, 15).lengths, testing::ElementsAre(0, 0));
}

}  // namespace
}  // namespace dora::png
