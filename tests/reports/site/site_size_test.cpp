// Tests the words for a site's size.
#include "reports/site/site_size.h"

#include <gtest/gtest.h>

namespace dora::site {
namespace {

TEST(SiteSize, IsSaidInMegabytesRoundedUp) {
  EXPECT_EQ(size_text({1, 0}), "the site has 1 file, 0.0 MB");
  EXPECT_EQ(size_text({40, 1}), "the site has 40 files, 0.1 MB");
  EXPECT_EQ(size_text({40, 1'210'000}), "the site has 40 files, 1.3 MB");
  EXPECT_EQ(size_text({40, 10'000'001}), "the site has 40 files, 11 MB");
}

TEST(SiteSize, IsComparedWithWhatGitLabPagesAcceptsByDefault) {
  EXPECT_EQ(size_text({23'412, 100'000'000}), "the site has 23,412 files, 100 MB");
  EXPECT_EQ(size_text({23'412, 100'000'001}),
            "the site has 23,412 files, 101 MB; GitLab Pages accepts 100 MB by default");
  EXPECT_EQ(size_text({23'412, 1'142'500'000}),
            "the site has 23,412 files, 1,143 MB; GitLab Pages accepts 100 MB by default");
}

}  // namespace
}  // namespace dora::site
