// Asks a model about records, several at a time, in batches that survive a killed process.
#include "reports/annotate/machine.h"

#include <deque>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/files/sha256.h"
#include "collector/base/progress.h"
#include "reports/llm/budget.h"

namespace dora::annotate {
namespace {

/// So many failures in a row are no chance: the server is down.
constexpr int most_failures_in_a_row = 10;

std::int64_t prompt_bytes(const llm::ModelRequest& request) {
  std::int64_t bytes = 0;
  for (const llm::Message& message : request.messages) {
    bytes += static_cast<std::int64_t>(message.content.size());
  }
  return bytes + static_cast<std::int64_t>(request.schema.size());
}

std::vector<std::string> wrong_with(const llm::Answer& answer, const Task& task) {
  if (answer.outcome == llm::Outcome::refused) {
    return {"the model refused to answer"};
  }
  if (answer.outcome == llm::Outcome::cut) {
    return {"the answer was cut at the limit of tokens: write less"};
  }
  return task.check(answer.text);
}

std::int64_t now_in_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

std::string key_of(const llm::ModelRequest& request) {
  return files::sha256(llm::body_of(request, {}));
}

std::optional<Settled> settled(const Task& task, const AnswerStore& store) {
  llm::ModelRequest request = task.request("", {});
  auto stored = store.find(key_of(request));
  if (!stored) {
    return std::nullopt;
  }
  std::vector<std::string> wrong = wrong_with(stored->answer, task);
  if (!wrong.empty() && stored->answer.outcome != llm::Outcome::refused) {
    request = task.request(stored->answer.text, wrong);
    stored = store.find(key_of(request));
    if (!stored) {
      return std::nullopt;
    }
    wrong = wrong_with(stored->answer, task);
  }
  return Settled{std::move(request), std::move(*stored), wrong.empty()};
}

/// A request that is planned or in progress.
struct Machine::Open {
  Task task;
  std::string key;
  llm::ModelRequest request;
  bool second = false;
};

struct Machine::Run {
  Machine& machine;
  std::size_t count;
  const TaskAt& task_at;
  MachineLimits limits;
  base::Progress progress;

  Outcome outcome{};
  std::size_t next = 0;
  std::size_t done = 0;
  std::int64_t answers = 0;  ///< Received in this run.
  int failures_in_a_row = 0;
  bool warned = false;
  std::deque<Open> ready{};
  std::map<llm::ModelClient::RequestId, Open> sent{};
  /// Records with the same prompt as one that is ready or sent: they share its answer.
  std::map<std::string, std::vector<Open>> same{};

  Open first_request(std::size_t index) const {
    Open open{task_at(index), "", {}, false};
    open.request = open.task.request("", {});
    open.key = key_of(open.request);
    return open;
  }

  /// Takes the next records: those that are not answered yet are written down in one transaction.
  void plan_batch() {
    std::vector<PlannedRequest> planned;
    std::string model;
    for (; next < count && planned.size() < batch_size; ++next) {
      Open open = first_request(next);
      model = open.request.model;
      if (enqueue(std::move(open))) {
        planned.push_back({ready.back().key, ready.back().task.record});
      }
    }
    if (!planned.empty()) {
      machine.store_.plan(planned, model, now_in_seconds());
    }
  }

  /// Returns whether the request must be sent; others are answered already, or will be.
  bool enqueue(Open open) {
    if (const auto stored = machine.store_.find(open.key)) {
      ++outcome.kept;
      judge(std::move(open), *stored);
      return false;
    }
    if (const auto found = same.find(open.key); found != same.end()) {
      found->second.push_back(std::move(open));
      return false;
    }
    same[open.key];
    ready.push_back(std::move(open));
    return true;
  }

  /// Accepts the answer, asks a second time with what is wrong, or gives the record up.
  void judge(Open open, const StoredAnswer& stored) {
    const std::vector<std::string> wrong = wrong_with(stored.answer, open.task);
    const bool refused = stored.answer.outcome == llm::Outcome::refused;
    if (!wrong.empty() && !open.second && !refused) {
      open.request = open.task.request(stored.answer.text, wrong);
      open.key = key_of(open.request);
      open.second = true;
      const PlannedRequest planned{open.key, open.task.record};
      const std::string model = open.request.model;
      if (enqueue(std::move(open))) {
        machine.store_.plan({planned}, model, now_in_seconds());
      }
      return;
    }
    ++(wrong.empty() ? outcome.accepted : outcome.rejected);
    ++outcome.records;
    finish();
  }

  void finish() { progress.update(++done, count, "records", std::chrono::steady_clock::now()); }

  void give_up() {
    ++outcome.failed;
    finish();
  }

  void start_requests() {
    while (outcome.stop == Stop::none &&
           machine.client_.under_way() < static_cast<std::size_t>(limits.concurrency)) {
      if (ready.empty()) {
        plan_batch();
      }
      if (ready.empty()) {
        return;
      }
      Open& open = ready.front();
      const llm::Tokens most =
          llm::most_tokens(prompt_bytes(open.request), open.request.max_tokens);
      if (!machine.budget_.reserve(most, limits.attempts)) {
        outcome.stop = Stop::cost;
        return;
      }
      machine.store_.sent(open.key);
      ++outcome.asked;
      const auto id = machine.client_.start(open.request);
      sent.emplace(id, std::move(open));
      ready.pop_front();
    }
  }

  void take_answer() {
    const auto finished = machine.client_.wait();
    Open open = std::move(sent.extract(finished.id).mapped());
    const std::int64_t bytes = prompt_bytes(open.request);
    machine.budget_.settle(llm::most_tokens(bytes, open.request.max_tokens), limits.attempts,
                           finished.answer);
    std::vector<Open> others = std::move(same.extract(open.key).mapped());
    others.insert(others.begin(), std::move(open));
    if (finished.answer.outcome == llm::Outcome::failed) {
      take_failure(finished.answer, others);
      return;
    }
    failures_in_a_row = 0;
    warn_of_cut_prompt(finished.answer, bytes);
    StoredAnswer stored{others.front().key, others.front().request.model, finished.answer,
                        now_in_seconds(), ""};
    const std::vector<std::string> wrong = wrong_with(stored.answer, others.front().task);
    stored.verdict = wrong.empty() ? "accepted" : fmt::format("{}", fmt::join(wrong, "; "));
    machine.store_.keep(stored, bytes);
    for (Open& each : others) {
      judge(std::move(each), stored);
    }
    if (++answers == static_cast<std::int64_t>(batch_size) && machine.report_) {
      machine.report_(count - done);
    }
  }

  /// Ollama reads only as much of a prompt as its context holds, and does not say so.
  void warn_of_cut_prompt(const llm::Answer& answer, std::int64_t bytes) {
    constexpr std::int64_t most_bytes_a_token = 10;
    if (!warned && answer.usage && answer.usage->prompt_tokens * most_bytes_a_token < bytes) {
      warned = true;
      machine.context_.log.warning(fmt::format(
          "the server read {} tokens of a prompt of {} bytes: it may have cut it; give the model a "
          "larger context",
          answer.usage->prompt_tokens, bytes));
    }
  }

  void take_failure(const llm::Answer& answer, const std::vector<Open>& opens) {
    machine.store_.failed(opens.front().key);
    machine.context_.log.debug(
        fmt::format("{}: {}", opens.front().task.record, answer.error.message));
    const bool ends =
        llm::ends_run(answer.error.trouble) || ++failures_in_a_row >= most_failures_in_a_row;
    if (ends && outcome.stop == Stop::none) {
      outcome.stop = Stop::server;
    }
    outcome.error = answer.error;
    for (std::size_t i = 0; i < opens.size(); ++i) {
      give_up();
    }
  }

  void give_up_rest() {
    while (done < count) {
      give_up();
    }
  }
};

Outcome Machine::run(std::size_t count, const TaskAt& task_at, const MachineLimits& limits) {
  Run run{*this, count, task_at, limits,
          base::Progress(context_.console, "annotate", std::chrono::steady_clock::now())};
  for (run.start_requests(); client_.under_way() > 0; run.start_requests()) {
    run.take_answer();
  }
  run.give_up_rest();
  return run.outcome;
}

}  // namespace dora::annotate
