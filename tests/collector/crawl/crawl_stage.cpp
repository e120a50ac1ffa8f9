// Crawls an in-memory GitLab into a fresh store, without HTTP.
#include "tests/collector/crawl/crawl_stage.h"

#include "collector/base/error.h"

namespace dora::test {

crawl::CrawlResult CrawlStage::crawl_all(crawl::CrawlTarget target) {
  script_ = std::make_unique<ScriptedClient>(
      [this](const http::Request& each) { return gitlab_.serve(each); });
  http::RetryPolicy policy;
  policy.attempts = 1;
  http::RetryingClient client(*script_, log_, policy);
  target.root = "https://h/api/v4";
  target.project = "g/p";
  return crawl::crawl(client, store_, target, context_);
}

void CrawlStage::fail_from(int answer) {
  gitlab_.before_answer = [=, answers = 0](const std::string& /*url*/) mutable {
    if (++answers >= answer) {
      throw base::Error("the power went");
    }
  };
}

std::map<int, std::string> CrawlStage::stored() {
  using gitlab::MergeRequest;
  std::map<int, std::string> result;
  const auto project = store_.find_project("https://h/api/v4", "g/p");
  store_.for_each_merge_request(project->key, [&](const MergeRequest& each) {
    const bool merged = each.state == gitlab::State::merged;
    result[static_cast<int>(each.iid)] = merged ? "merged" : "closed";
  });
  return result;
}

std::map<int, std::string> CrawlStage::served() const {
  std::map<int, std::string> result;
  for (const auto& [iid, item] : gitlab_.items) {
    result[iid] = item.state;
  }
  return result;
}

std::map<int, std::vector<std::string>> CrawlStage::stored_labels() {
  std::map<int, std::vector<std::string>> result;
  store_.for_each_merge_request(
      store_.find_project("https://h/api/v4", "g/p")->key,
      [&](const gitlab::MergeRequest& each) { result[static_cast<int>(each.iid)] = each.labels; });
  return result;
}

std::map<int, std::vector<std::string>> CrawlStage::served_labels() const {
  std::map<int, std::vector<std::string>> result;
  for (const auto& [iid, item] : gitlab_.items) {
    result[iid] = item.labels;
  }
  return result;
}

}  // namespace dora::test
