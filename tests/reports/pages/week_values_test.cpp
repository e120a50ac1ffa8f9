// Tests the identifiers of the feed; the names in templates are tested with the pages.
#include "reports/pages/week_values.h"

#include <regex>

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

TEST(Feed, HasStableUniqueIdentifiers) {
  // The first half of SHA-256("abc") (FIPS 180-4, example 1), with version and variant inserted.
  EXPECT_EQ(uuid_of("abc"), "urn:uuid:ba7816bf-8f01-8fea-8141-40de5dae2223");
  EXPECT_NE(uuid_of("a"), uuid_of("b"));
  for (int i = 0; i < 64; ++i) {
    const std::string uuid = uuid_of(std::to_string(i));
    EXPECT_TRUE(std::regex_match(
        uuid, std::regex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                         "[0-9a-f]{12}")))
        << uuid;
  }
}

}  // namespace
}  // namespace dora::pages
