// Has a model choose functions and word answers, one question after another, in the background.
#include "reports/serve/model_desk.h"

#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/http/curl_client.h"
#include "reports/comments/comment_check.h"
#include "reports/llm/model_client.h"
#include "reports/serve/model_prompts.h"
#include "reports/serve/model_replies.h"

namespace dora::serve {
namespace {

/// The log of the client, which is not for several threads: what matters of its messages is in the
/// answers.
struct Silence {
  base::Console console{-1, true};
  base::Log log{console, {}};
};

/// No tokenizer makes more tokens of a text than it has bytes; a chat's frame adds a few.
std::int64_t most_input(const llm::ModelRequest& request) {
  std::int64_t bytes = static_cast<std::int64_t>(request.schema.size()) + 100;
  for (const llm::Message& message : request.messages) {
    bytes += static_cast<std::int64_t>(message.content.size()) + 20;
  }
  return bytes;
}

}  // namespace

/// The connection to the model: of the desk's thread alone.
struct ModelDesk::Line {
  Line(const ModelDesk& desk)
      : curl(desk.curl_, desk.interrupt_),
        client(curl, silence.log, {llm::api_base(desk.options_.endpoint), desk.curl_.bearer_token},
               rule_of(desk)) {}

  static llm::RetryRule rule_of(const ModelDesk& desk) {
    llm::RetryRule rule;
    rule.retries = desk.options_.endpoint.retries;
    return rule;
  }

  Silence silence;
  http::CurlClient curl;
  llm::ModelClient client;
};

ModelDesk::ModelDesk(ModelOptions options, ModelPrompts prompts, const questions::Report& report,
                     ChatLog& log, const base::Interrupt& interrupt)
    : options_(std::move(options)),
      prompts_(std::move(prompts)),
      report_(report),
      log_(log),
      interrupt_(interrupt) {
  Silence silence;
  curl_ = llm::curl_options(options_.endpoint, silence.log);
  thread_ = std::thread([this] { work(); });
}

ModelDesk::~ModelDesk() {
  {
    const std::scoped_lock lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void ModelDesk::ask(ModelTask task) {
  {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(std::move(task));
  }
  changed_.notify_all();
}

void ModelDesk::work() {
  Line line(*this);
  while (true) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
    if (waiting_.empty()) {
      return;
    }
    const ModelTask task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    answer(line, task);
  }
}

bool ModelDesk::may_spend(const llm::ModelRequest& request) const {
  if (!options_.max_cost || !options_.prices) {
    return true;
  }
  const int attempts = options_.endpoint.retries + 1;
  return spent_ + attempts * llm::cost(*options_.prices, most_input(request), request.max_tokens) <=
         *options_.max_cost;
}

std::optional<std::string> ModelDesk::ask(Line& line, llm::ModelRequest request, std::string& why) {
  request.api = options_.api;
  request.model = options_.model;
  request.max_tokens = options_.max_tokens;
  if (interrupt_.requested()) {
    why = "the server ends";
    return std::nullopt;
  }
  if (!may_spend(request)) {
    why = "--max-cost is reached";
    return std::nullopt;
  }
  const std::int64_t input = most_input(request);
  try {
    line.client.start(std::move(request));
    const llm::Answer answer = line.client.wait().answer;
    if (options_.prices) {  // Of an answer without usage, all that it could have taken.
      const auto usage = answer.usage.value_or(llm::Usage{input, options_.max_tokens, 0});
      spent_ += (1 + answer.broken_attempts) *
                llm::cost(*options_.prices, usage.prompt_tokens, usage.completion_tokens);
    }
    if (answer.outcome == llm::Outcome::complete) {
      return answer.text;
    }
    why = answer.error.message.empty() ? std::string(to_string(answer.outcome))
                                       : answer.error.message;
  } catch (const base::Error& error) {
    line.client.cancel_all();
    why = error.what();
  }
  return std::nullopt;
}

std::string ModelDesk::words_for(Line& line, const questions::Question& question) {
  const auto facts = facts_of(question, report_);
  if (!facts) {
    return "";
  }
  std::string answer;
  std::vector<std::string> wrong;
  for (int attempt = 0; attempt < 2; ++attempt) {
    std::string why;
    const auto text =
        ask(line, words_request(prompts_.words, *facts, prompts_.list, answer, wrong), why);
    if (!text) {
      log_.warning(fmt::format("the model worded nothing: {}", why));
      return "";
    }
    answer = *text;
    const auto sentences = read_sentences(answer);
    wrong = sentences ? problems_of(*sentences, *facts, prompts_.list)
                      : std::vector<std::string>{"an answer that is not the JSON asked for"};
    if (wrong.empty()) {
      return shown_words(*sentences, *facts);
    }
  }
  log_.warning(fmt::format("the model's words were rejected: {}", wrong.front()));
  return "";
}

void ModelDesk::answer(Line& line, const ModelTask& task) {
  questions::Understood understood = task.recognised;
  std::string note;
  if (!task.is_clear) {
    const questions::AliasedText aliased = questions::with_aliases(task.text, report_);
    std::string why;
    if (const auto choice = ask(line, choice_request(prompts_.choice, aliased, report_), why)) {
      const questions::Understood chosen = question_of_choice(*choice, aliased, report_);
      const bool is_worse = std::holds_alternative<questions::Refusal>(chosen) &&
                            std::holds_alternative<questions::Question>(understood);
      understood = is_worse ? understood : chosen;
    } else {
      note = fmt::format("The model gave no answer ({}); keywords were read instead.", why);
      log_.warning(fmt::format("the model chose nothing: {}", why));
    }
  }
  task.understood(understood, note);
  const auto* question = std::get_if<questions::Question>(&understood);
  task.worded(question == nullptr ? "" : words_for(line, *question));
}

}  // namespace dora::serve
