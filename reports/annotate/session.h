// A run of `annotate`: its store, its money, its model; the same for comments and other records.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "reports/annotate/machine.h"
#include "reports/annotate/store.h"
#include "reports/llm/budget.h"
#include "reports/llm/endpoint.h"

namespace dora::annotate {

struct SessionOptions {
  llm::EndpointOptions endpoint;
  std::string model;
  std::filesystem::path folder;  ///< Of annotations.db.
  int concurrency = 4;
  int requests_a_record = 2;  ///< At most.
  bool if_key = false;        ///< Without a key, a model or money: a line and success.
  bool dry_run = false;
  std::optional<llm::Prices> prices;
  std::optional<double> max_cost;  ///< In dollars.
};

class Session {
 public:
  /// `context` is borrowed.
  Session(SessionOptions options, base::RunContext& context);

  /// Prints what answers to the tasks cost at most and about. Asks nothing, writes nothing.
  void estimate(std::size_t count, const Machine::TaskAt& task_at) const;
  /// Asks, and says what it took. Throws an Error if the server ended the run before any answer.
  base::ExitCode ask(std::size_t count, const Machine::TaskAt& task_at);
  AnswerStore& store() { return *store_; }

 private:
  base::ExitCode report(const Outcome& outcome, const llm::Budget& budget);

  SessionOptions options_;
  base::RunContext& context_;
  std::unique_ptr<AnswerStore> store_;  ///< Null in a dry run without an earlier run.
};

/// Returns why there is nothing to ask with: no key, no model; empty if all is there.
std::string missing_for(const llm::EndpointOptions& endpoint, const std::string& model);

}  // namespace dora::annotate
