// Asks a model about records, several at a time, in batches that survive a killed process.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/run_context.h"
#include "reports/annotate/store.h"
#include "reports/llm/budget.h"
#include "reports/llm/model_client.h"

namespace dora::annotate {

/// One record: what is asked, and how the answer is judged.
struct Task {
  std::string record;
  /// Makes the request; also the second one, with what was wrong with the first answer.
  std::function<llm::ModelRequest(const std::string& answer, const std::vector<std::string>& wrong)>
      request;
  /// What is wrong with the answer's text; empty if nothing is.
  std::function<std::vector<std::string>(const std::string& text)> check;
};

/// Why a run ended before all records were answered.
enum class Stop : std::uint8_t { none, cost, server };

struct MachineLimits {
  int concurrency = 4;
  int attempts = 3;  ///< Of one request, at HTTP's level.
};

/// What became of a run.
struct Outcome {
  Stop stop = Stop::none;
  llm::ApiError error;        ///< Of Stop::server.
  std::int64_t records = 0;   ///< Answered, now or earlier.
  std::int64_t asked = 0;     ///< Requests sent in this run.
  std::int64_t kept = 0;      ///< Answers taken from the store.
  std::int64_t accepted = 0;  ///< Answers that passed the check.
  std::int64_t rejected = 0;  ///< Records whose answers did not, twice.
  std::int64_t failed = 0;    ///< Records without an answer; the next run asks again.
};

/// What a record's requests came to.
struct Settled {
  llm::ModelRequest request;  ///< The last one: the second if the first answer was wrong.
  StoredAnswer answer;
  bool accepted = false;
};
/// Looks it up, without asking; nullopt if a request has no answer yet.
std::optional<Settled> settled(const Task& task, const AnswerStore& store);

inline constexpr std::size_t batch_size = 50;

/// The key under which an answer is stored: of the request as it is meant, whatever a server makes
/// us leave out.
std::string key_of(const llm::ModelRequest& request);

/// Tasks come from a function so that thousands of prompts are not in memory at once.
class Machine {
 public:
  using TaskAt = std::function<Task(std::size_t index)>;

  /// All borrowed.
  Machine(llm::ModelClient& client, AnswerStore& store, llm::Budget& budget,
          base::RunContext& context)
      : client_(client), store_(store), budget_(budget), context_(context) {}

  /// Answers `count` tasks.
  Outcome run(std::size_t count, const TaskAt& task_at, const MachineLimits& limits);
  /// Gets how many records are left after the first batch was answered, to correct an estimate.
  void on_first_batch(std::function<void(std::size_t left)> report) { report_ = std::move(report); }

 private:
  struct Open;
  struct Run;

  llm::ModelClient& client_;
  AnswerStore& store_;
  llm::Budget& budget_;
  base::RunContext& context_;
  std::function<void(std::size_t left)> report_;
};

}  // namespace dora::annotate
