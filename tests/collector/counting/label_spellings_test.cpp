// Tests of collector/counting/label_spellings: which spelling each service's labels have.
#include "collector/counting/label_spellings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::counting {
namespace {

using model::LabelSpelling;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(LabelSpellings, ListOnlyServicesUnlikeTheMajority) {
  LabelSpellings spellings;
  spellings.see({"service::a", "service::b", "tier:x", "other"}, "service:");
  spellings.see({"service::c", "service:d", "service:"}, "service:");
  spellings.see({"service:c", "service:c"}, "service:");
  const model::ServiceLabels labels = spellings.result();
  EXPECT_EQ(labels.usual, LabelSpelling::scoped);
  EXPECT_THAT(labels.other, ElementsAre("d"));
  EXPECT_THAT(labels.both, ElementsAre("c"));
}

TEST(LabelSpellings, ArePlainInATie) {
  LabelSpellings spellings;
  EXPECT_EQ(spellings.result(), model::ServiceLabels());
  spellings.see({"service::a", "service:b"}, "service:");
  EXPECT_EQ(spellings.result().usual, LabelSpelling::plain);
  EXPECT_THAT(spellings.result().other, ElementsAre("a"));
}

TEST(LabelSpellings, HaveOnlyOneFormIfThePrefixHasNoColon) {
  LabelSpellings spellings;
  spellings.see({"svc/a", "svc/:b"}, "svc/");
  EXPECT_EQ(spellings.result(), model::ServiceLabels());
}

}  // namespace
}  // namespace dora::counting
