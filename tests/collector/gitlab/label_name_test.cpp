// Tests which names labels hold.
#include "collector/gitlab/label_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::gitlab {
namespace {

using testing::ElementsAre;

TEST(NamesInLabels, FollowThePrefix) {
  const std::vector<std::string> labels{"service:x",     "service::y", "service:::z", "service: a ",
                                        "service::k::v", "xservice:q", "service::",   "svc/w"};
  EXPECT_THAT(names_in_labels(labels, "service:"), ElementsAre(" a ", ":z", "k::v", "x", "y"));
  EXPECT_THAT(names_in_labels(labels, "svc/"), ElementsAre("w"));
  EXPECT_THAT(names_in_labels({"a", "b"}, ""), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace dora::gitlab
