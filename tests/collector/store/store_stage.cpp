// A folder with a store, and merge requests to put into it.
#include "tests/collector/store/store_stage.h"

namespace dora::test {

using gitlab::MergeRequest;
using gitlab::State;
using store::Store;
using store::StoredProject;

model::Instant at_hour(int hour) {
  return model::Instant(std::chrono::hours(hour));
}

MergeRequest merge_request(std::int64_t iid, int updated_hour) {
  MergeRequest result;
  result.iid = iid;
  result.state = static_cast<State>(iid % 5);
  result.created_at = at_hour(1);
  result.updated_at = at_hour(updated_hour);
  result.closed_at = at_hour(2);
  result.labels = {"service:a", "a \"quoted\", and\ncommaed", std::string("nul \0 within", 12), ""};
  result.author = "jane";
  result.author_is_bot = iid % 2 == 0;
  result.title = "Deploy \xc3\xa4";
  result.source_branch = "deploy/a";
  result.target_branch = "main";
  result.web_url = "https://h/g/p/-/merge_requests/" + std::to_string(iid);
  return result;
}

std::vector<MergeRequest> StoreStage::stored(Store& store, const StoredProject& project) {
  std::vector<MergeRequest> result;
  store.for_each_merge_request(project.key,
                               [&](const MergeRequest& each) { result.push_back(each); });
  return result;
}

std::string StoreStage::problem() {
  try {
    open();
    return {};
  } catch (const base::Error& error) {
    return error.what();
  }
}

}  // namespace dora::test
