// Tests of collector/model/service_labels: the spelling of a service and the spellings' names.
#include "collector/model/service_labels.h"

#include <gtest/gtest.h>

namespace dora::model {
namespace {

TEST(ServiceLabels, GiveTheUsualSpellingUnlessTheServiceIsListed) {
  const ServiceLabels plain{LabelSpelling::plain, {"b", "d"}, {"c"}};
  EXPECT_EQ(spelling_of(plain, "a"), LabelSpelling::plain);
  EXPECT_EQ(spelling_of(plain, "b"), LabelSpelling::scoped);
  EXPECT_EQ(spelling_of(plain, "c"), LabelSpelling::both);
  const ServiceLabels scoped{LabelSpelling::scoped, {"b"}, {}};
  EXPECT_EQ(spelling_of(scoped, "a"), LabelSpelling::scoped);
  EXPECT_EQ(spelling_of(scoped, "b"), LabelSpelling::plain);
}

TEST(LabelSpelling, NamesAreReadBack) {
  for (const auto value : {LabelSpelling::plain, LabelSpelling::scoped, LabelSpelling::both}) {
    EXPECT_EQ(parse_label_spelling(to_string(value)), value);
  }
  EXPECT_EQ(parse_label_spelling("double"), std::nullopt);
}

}  // namespace
}  // namespace dora::model
