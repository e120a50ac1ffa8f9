// Crawls an in-memory GitLab into a fresh store, without HTTP.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "collector/crawl/crawl.h"
#include "tests/collector/crawl/listed_gitlab.h"
#include "tests/collector/http/scripted_client.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

class CrawlStage : public testing::Test {
 protected:
  /// Fills in the server and the project; each request gets one attempt.
  crawl::CrawlResult crawl_all(crawl::CrawlTarget target = {});
  /// Makes the run end with an Error before that answer, counted from 1.
  void fail_from(int answer);

  /// Returns what the store holds, as the server would list it: the state by iid.
  std::map<int, std::string> stored();
  std::map<int, std::string> served() const;
  /// Returns the labels by iid.
  std::map<int, std::vector<std::string>> stored_labels();
  std::map<int, std::vector<std::string>> served_labels() const;

  ListedGitLab gitlab_{0};
  std::unique_ptr<ScriptedClient> script_;  ///< Of the last run.
  TemporaryFolder folder_;
  base::Console console_{-1};
  base::Log log_{console_, folder_ / "log"};
  base::Interrupt interrupt_;
  base::RunContext context_{log_, console_, interrupt_, {}};
  store::Store store_{folder_.path(), log_};
};

}  // namespace dora::test
