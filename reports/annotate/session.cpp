// A run of `annotate`: its store, its money, its model; the same for comments and other records.
#include "reports/annotate/session.h"

#include <iostream>
#include <set>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/http/curl_client.h"
#include "collector/model/wording.h"
#include "reports/annotate/estimate.h"

namespace dora::annotate {
namespace {

std::int64_t bytes_of(const llm::ModelRequest& request) {
  std::int64_t bytes = static_cast<std::int64_t>(request.schema.size());
  for (const llm::Message& message : request.messages) {
    bytes += static_cast<std::int64_t>(message.content.size());
  }
  return bytes;
}

/// What may help against an error.
std::string_view next_step(llm::Trouble trouble) {
  if (llm::ends_run(trouble)) {
    return "check --base-url, --model and the key";
  }
  switch (trouble) {
    case llm::Trouble::too_long:
      return "give the model a larger context";
    case llm::Trouble::invalid_request:
      return "check --api and what the server accepts";
    default:
      return "try again later";
  }
}

std::string counted_of(std::size_t count, std::string_view noun) {
  return model::counted(static_cast<std::int64_t>(count), noun);
}

}  // namespace

std::string missing_for(const llm::EndpointOptions& endpoint, const std::string& model) {
  if (!llm::can_ask(endpoint)) {
    return "no key was given (OPENAI_API_KEY or --key-file), which only a model on this machine "
           "does without (--base-url http://127.0.0.1:...)";
  }
  return model.empty() ? "no model was given (--model)" : "";
}

Session::Session(SessionOptions options, base::RunContext& context)
    : options_(std::move(options)), context_(context) {
  const std::filesystem::path file = options_.folder / store_file;
  if (!options_.dry_run || std::filesystem::exists(file)) {
    store_ = std::make_unique<AnswerStore>(file);
  }
}

void Session::estimate(std::size_t count, const Machine::TaskAt& task_at) const {
  llm::Tokens most;
  llm::Tokens likely;
  const ModelUsage seen = store_ ? store_->usage_of(options_.model) : ModelUsage{};
  std::size_t answered = 0;
  std::set<std::string> asked;
  for (std::size_t i = 0; i < count; ++i) {
    const Task task = task_at(i);
    if (store_ && settled(task, *store_)) {
      ++answered;
      continue;
    }
    const llm::ModelRequest request = task.request("", {});
    if (!asked.insert(key_of(request)).second) {
      continue;  // Another record has the same prompt, and so the same answer.
    }
    const std::int64_t bytes = bytes_of(request);
    for (int again = 0; again < options_.requests_a_record; ++again) {
      // A second request holds the first answer and what was wrong with it.
      most +=
          llm::most_tokens(bytes + again * (8LL * request.max_tokens + 2000), request.max_tokens);
    }
    likely += likely_tokens(bytes, request.max_tokens, seen);
  }
  const std::size_t left = asked.size();
  const std::size_t alike = count - answered - left;
  std::cout << fmt::format("{}, {} answered already{}\n", counted_of(count, "record"), answered,
                           alike == 0 ? "" : fmt::format(", {} like others", alike))
            << fmt::format("at most: {} requests, {}\n",
                           left * static_cast<std::size_t>(options_.requests_a_record),
                           describe(most, options_.prices))
            << fmt::format("about: {} requests, {}{}\n", left, describe(likely, options_.prices),
                           seen.answers > 0 ? " (from the model's earlier answers)" : "");
}

base::ExitCode Session::ask(std::size_t count, const Machine::TaskAt& task_at) {
  if (const std::int64_t lost = store_->take_lost(); lost > 0) {
    context_.log.warning(fmt::format(
        "an earlier run ended while {} in flight, which may have been paid; asking again",
        lost == 1 ? "a request was" : fmt::format("{} requests were", lost)));
  }
  const http::CurlOptions curl_options = llm::curl_options(options_.endpoint, context_.log);
  http::CurlClient curl(curl_options, context_.interrupt);
  llm::RetryRule rule;
  rule.retries = options_.endpoint.retries;
  llm::ModelClient client(curl, context_.log,
                          {llm::api_base(options_.endpoint), curl_options.bearer_token}, rule);
  llm::Budget budget(options_.prices, options_.max_cost);
  Machine machine(client, *store_, budget, context_);
  machine.on_first_batch([&](std::size_t left) {
    const ModelUsage seen = store_->usage_of(options_.model);
    if (seen.answers > 0 && left > 0) {
      const llm::Tokens each{seen.prompt_tokens / seen.answers,
                             seen.completion_tokens / seen.answers};
      const auto records = static_cast<std::int64_t>(left);
      context_.log.info(
          fmt::format("after {} answers: about {} more for {}", batch_size,
                      describe({each.input * records, each.output * records}, options_.prices),
                      counted_of(left, "record")));
    }
  });
  return report(machine.run(count, task_at, {options_.concurrency, rule.retries + 1}), budget);
}

base::ExitCode Session::report(const Outcome& outcome, const llm::Budget& budget) {
  context_.log.info(fmt::format(
      "{}: {} accepted, {} rejected, {} without an answer; {} sent, {} answers kept from earlier",
      model::counted(outcome.records + outcome.failed, "record"), outcome.accepted,
      outcome.rejected, outcome.failed, model::counted(outcome.asked, "request"), outcome.kept));
  if (outcome.asked > 0) {
    context_.log.info(fmt::format("{}{}", describe(budget.used(), budget.prices()),
                                  budget.unknown() == 0
                                      ? ""
                                      : fmt::format(" at least: {} came without a usage",
                                                    model::counted(budget.unknown(), "answer"))));
  }
  if (outcome.stop == Stop::cost) {
    context_.log.warning("--max-cost: the next request could pass it; what is left was not asked");
    return options_.if_key ? base::ExitCode::done : base::ExitCode::incomplete;
  }
  if (outcome.failed == 0) {
    return base::ExitCode::done;
  }
  const std::string why =
      fmt::format("the model's server: {} ({}; what is missing will be asked for again)",
                  outcome.error.message, next_step(outcome.error.trouble));
  if (options_.if_key && outcome.error.trouble == llm::Trouble::quota) {
    context_.log.warning(why);
    return base::ExitCode::done;
  }
  context_.log.warning(why);
  return outcome.records == 0 ? base::ExitCode::failed : base::ExitCode::incomplete;
}

}  // namespace dora::annotate
