// Tests which examples of unread merge requests are kept.
#include "collector/counting/unread_examples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::counting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

gitlab::MergeRequest numbered(std::int64_t iid) {
  gitlab::MergeRequest merge_request;
  merge_request.iid = iid;
  merge_request.title = "Deploy it";
  merge_request.source_branch = "deploy";
  merge_request.web_url = "https://h/" + std::to_string(iid);
  return merge_request;
}

TEST(UnreadExamples, AreTheNewestOfEachKind) {
  UnreadExamples examples("g/p");
  examples.see(numbered(1), Decision::without_tier);
  for (std::int64_t iid = 2; iid < 10; ++iid) {
    examples.see(numbered(iid), Decision::without_service);
  }
  const auto result = examples.result();
  ASSERT_THAT(result, SizeIs(UnreadExamples::most + 1));
  EXPECT_EQ(result.front(),
            (model::UnreadExample{"service", "g/p", 9, "Deploy it", "deploy", "https://h/9"}));
  EXPECT_EQ(result[UnreadExamples::most - 1].iid, 5);
  EXPECT_EQ(result.back().what, "tier");
}

TEST(UnreadExamples, LeaveOutWhatIsNotCountedForOtherReasons) {
  UnreadExamples examples("g/p");
  for (const Decision decision : {Decision::counted, Decision::in_flight, Decision::outside_range,
                                  Decision::excluded_author, Decision::unknown_state}) {
    examples.see(numbered(1), decision);
  }
  EXPECT_THAT(examples.result(), IsEmpty());
}

TEST(UnreadExamples, CutLongTexts) {
  UnreadExamples examples("g/p");
  gitlab::MergeRequest each = numbered(1);
  each.title = std::string(5000, 'x');
  each.source_branch = std::string(5000, 'x');
  examples.see(each, Decision::without_service);
  EXPECT_EQ(examples.result()[0].title.size(), 400U);
  EXPECT_EQ(examples.result()[0].branch.size(), 400U);
}

}  // namespace
}  // namespace dora::counting
