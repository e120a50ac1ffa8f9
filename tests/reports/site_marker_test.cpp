// Tests the list of a site's files that it carries with it.
#include "reports/site_marker.h"

#include <gtest/gtest.h>

namespace dora::reports {
namespace {

TEST(SiteMarker, ListsFilesInOrder) {
  const std::string text = marker_text({"b", "a"});
  EXPECT_TRUE(text.ends_with(":\na\nb\n")) << text;
}

}  // namespace
}  // namespace dora::reports
