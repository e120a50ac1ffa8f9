// Collects examples of merge requests whose service or tier nothing names.
#include "collector/counting/unread_examples.h"

#include "collector/base/text/printable.h"

namespace dora::counting {
namespace {

/// In bytes: enough to recognise a merge request by.
constexpr std::size_t longest_text = 400;

}  // namespace

void UnreadExamples::see(const gitlab::MergeRequest& merge_request, Decision decision) {
  if (decision != Decision::without_service && decision != Decision::without_tier) {
    return;
  }
  const bool service = decision == Decision::without_service;
  auto& kept = service ? without_service_ : without_tier_;
  kept.push_front({service ? "service" : "tier", project_, merge_request.iid,
                   std::string(text::cut_text(merge_request.title, longest_text)),
                   std::string(text::cut_text(merge_request.source_branch, longest_text)),
                   merge_request.web_url});
  if (kept.size() > most) {
    kept.pop_back();
  }
}

std::vector<model::UnreadExample> UnreadExamples::result() const {
  std::vector<model::UnreadExample> all(without_service_.begin(), without_service_.end());
  all.insert(all.end(), without_tier_.begin(), without_tier_.end());
  return all;
}

}  // namespace dora::counting
