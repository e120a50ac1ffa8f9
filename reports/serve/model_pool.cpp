// Has models choose functions and word answers: several questions at a time, in the background.
#include "reports/serve/model_pool.h"

#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/comments/comment_check.h"
#include "reports/llm/model_client.h"
#include "reports/serve/model_prompts.h"
#include "reports/serve/model_replies.h"
#include "reports/serve/silent_log.h"

namespace dora::serve {
namespace {

std::int64_t bytes_of(const llm::ModelRequest& request) {
  constexpr std::int64_t frame = 20;  // The role of a message, and what is around it.
  std::int64_t bytes = static_cast<std::int64_t>(request.schema.size()) + 100;
  for (const llm::Message& message : request.messages) {
    bytes += static_cast<std::int64_t>(message.content.size()) + frame;
  }
  return bytes;
}

/// Why a model gave no answer.
struct NoAnswer {
  std::string reason;  ///< In our own words, for those who ask.
  std::string detail;  ///< For the log: may quote the server.
};

llm::RetryRule rule_of(const ModelOptions& options) {
  llm::RetryRule rule;
  rule.retries = options.endpoint.retries;
  return rule;
}

}  // namespace

/// One thread's connection to the model, and what it asks there.
class ModelPool::Worker {
 public:
  explicit Worker(ModelPool& pool)
      : pool_(pool),
        curl_(pool.curl_, pool.interrupt_),
        // What matters of the client's messages is in the answers.
        client_(curl_, silent_.log,
                {llm::api_base(pool.options_.endpoint), pool.curl_.bearer_token},
                rule_of(pool.options_)) {}

  void answer(const ModelTask& task);

 private:
  /// nullopt if there is no whole answer; `why` then says why.
  std::optional<std::string> ask(llm::ModelRequest request, NoAnswer& why);
  std::string words_for(const questions::Question& question, const questions::Report& report);

  ModelPool& pool_;
  SilentLog silent_;
  http::CurlClient curl_;
  llm::ModelClient client_;
  llm::Tokens tokens_;  ///< Of the task.
};

ModelPool::ModelPool(ModelOptions options, ModelPrompts prompts, ChatLog& log,
                     const base::Interrupt& interrupt)
    : options_(std::move(options)),
      prompts_(std::move(prompts)),
      log_(log),
      interrupt_(interrupt),
      budget_(options_.prices, options_.max_cost) {
  SilentLog silent;
  curl_ = llm::curl_options(options_.endpoint, silent.log);
  for (int i = 0; i < options_.concurrency; ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

ModelPool::~ModelPool() {
  {
    const std::scoped_lock lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

std::optional<double> ModelPool::cost_of(const llm::Tokens& tokens) const {
  return options_.prices ? std::optional(llm::cost(*options_.prices, tokens.input, tokens.output))
                         : std::nullopt;
}

bool ModelPool::ask(ModelTask task) {
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() >= waiting_for_each * threads_.size()) {
      return false;
    }
    waiting_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
}

void ModelPool::work() {
  Worker worker(*this);
  while (true) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
    if (waiting_.empty()) {
      return;
    }
    const ModelTask task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    worker.answer(task);
  }
}

bool ModelPool::reserve(const llm::Tokens& most) {
  const std::scoped_lock lock(mutex_);
  return budget_.reserve(most, options_.endpoint.retries + 1);
}

void ModelPool::settle(const llm::Tokens& most, const llm::Answer& answer) {
  const std::scoped_lock lock(mutex_);
  budget_.settle(most, options_.endpoint.retries + 1, answer);
}

std::optional<std::string> ModelPool::Worker::ask(llm::ModelRequest request, NoAnswer& why) {
  request.api = pool_.options_.api;
  request.model = pool_.options_.model;
  request.max_tokens = pool_.options_.max_tokens;
  if (pool_.interrupt_.requested()) {
    why.reason = why.detail = "the server ends";
    return std::nullopt;
  }
  const llm::Tokens most = llm::most_tokens(bytes_of(request), request.max_tokens);
  if (!pool_.reserve(most)) {
    why = {"its limit of cost is reached", "--max-cost is reached"};
    return std::nullopt;
  }
  llm::Answer answer;
  try {
    client_.start(std::move(request));
    answer = client_.wait().answer;
  } catch (const base::Error& error) {
    client_.cancel_all();
    answer.outcome = llm::Outcome::cut;  // It may have been paid.
    answer.error.message = error.what();
  }
  pool_.settle(most, answer);
  if (answer.usage) {
    tokens_ += {answer.usage->prompt_tokens, answer.usage->completion_tokens};
  }
  if (answer.outcome == llm::Outcome::complete) {
    return answer.text;
  }
  why.reason = reason_of(answer);
  why.detail = answer.error.message.empty() ? why.reason : answer.error.message;
  return std::nullopt;
}

std::string ModelPool::Worker::words_for(const questions::Question& question,
                                         const questions::Report& report) {
  const auto facts = facts_of(question, report);
  if (!facts) {
    return "";
  }
  const ModelPrompts& prompts = pool_.prompts_;
  std::string answer;
  std::vector<std::string> wrong;
  for (int attempt = 0; attempt < 2; ++attempt) {
    NoAnswer why;
    const auto text = ask(words_request(prompts.words, *facts, prompts.list, answer, wrong), why);
    if (!text) {
      pool_.log_.warning(fmt::format("the model worded nothing: {}", why.detail));
      return "";
    }
    answer = *text;
    const auto sentences = read_sentences(answer);
    wrong = sentences ? problems_of(*sentences, *facts, prompts.list)
                      : std::vector<std::string>{"an answer that is not the JSON asked for"};
    if (wrong.empty()) {
      return shown_words(*sentences, *facts);
    }
  }
  pool_.log_.warning(fmt::format("the model's words were rejected: {}", wrong.front()));
  return "";
}

void ModelPool::Worker::answer(const ModelTask& task) {
  tokens_ = {};
  const questions::Report& report = *task.report;
  questions::Understood understood = task.recognised;
  std::string note;
  if (!task.is_suggestion) {
    const questions::AliasedText aliased = questions::with_aliases(task.text, report);
    NoAnswer why;
    if (const auto choice = ask(choice_request(pool_.prompts_.choice, aliased, report), why)) {
      const questions::Understood chosen = question_of_choice(*choice, aliased, report);
      const bool is_worse = std::holds_alternative<questions::Refusal>(chosen) &&
                            std::holds_alternative<questions::Question>(understood);
      understood = is_worse ? understood : chosen;
    } else {
      note = fmt::format("The model gave no answer: {}. Keywords were read instead.", why.reason);
      pool_.log_.warning(fmt::format("the model chose nothing: {}", why.detail));
    }
  }
  task.understood(understood, note);
  const auto* question = std::get_if<questions::Question>(&understood);
  task.worded(question == nullptr ? "" : words_for(*question, report), tokens_);
}

}  // namespace dora::serve
