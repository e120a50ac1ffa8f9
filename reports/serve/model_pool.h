// Has models choose functions and word answers: several questions at a time, in the background.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "collector/base/interrupt.h"
#include "collector/http/curl_client.h"
#include "reports/comments/word_list.h"
#include "reports/llm/budget.h"
#include "reports/llm/endpoint.h"
#include "reports/llm/model_request.h"
#include "reports/llm/prices.h"
#include "reports/questions/recogniser.h"
#include "reports/serve/chat_log.h"

namespace dora::serve {

struct ModelOptions {
  llm::EndpointOptions endpoint;
  llm::Api api = llm::Api::chat;
  std::string model;  ///< Empty: no model.
  int max_tokens = 400;
  int concurrency = 4;  ///< Questions at a time.
  std::optional<llm::Prices> prices;
  std::optional<double> max_cost;  ///< In dollars, of a run; needs prices.
};

/// The texts of the templates.
struct ModelPrompts {
  std::string choice;
  std::string words;
  comments::WordList list;
};

/// A question for the model. Both functions are called by one thread of the pool, each once and in
/// this order; they must not throw.
struct ModelTask {
  std::shared_ptr<const questions::Report> report;  ///< That answers it.
  std::string text;
  /// What keywords made of it: used where the model fails.
  questions::Understood recognised;
  bool is_suggestion = false;  ///< Of ours, and so understood: only the words are asked for.
  /// `note` says what went wrong with the model, if anything did.
  std::function<void(const questions::Understood& understood, const std::string& note)> understood;
  /// Checked sentences with figures, empty if there are none; and what all of it took.
  std::function<void(const std::string& words, const llm::Tokens& tokens)> worded;
};

/// Several threads may use it.
class ModelPool {
 public:
  /// All but options and prompts borrowed. Throws as llm::curl_options() does.
  ModelPool(ModelOptions options, ModelPrompts prompts, ChatLog& log,
            const base::Interrupt& interrupt);
  /// Once the interrupt is requested, ends what is being asked; tasks that wait are then answered
  /// without the model. Otherwise waits for all.
  ~ModelPool();
  ModelPool(const ModelPool&) = delete;
  ModelPool& operator=(const ModelPool&) = delete;

  const std::string& model() const { return options_.model; }
  /// In dollars; nullopt without prices.
  std::optional<double> cost_of(const llm::Tokens& tokens) const;

  /// Waiting tasks for each one that is being answered.
  static constexpr std::size_t waiting_for_each = 4;
  /// Returns false, and calls nothing, if too many wait already.
  bool ask(ModelTask task);

 private:
  class Worker;

  void work();
  bool reserve(const llm::Tokens& most);
  void settle(const llm::Tokens& most, const llm::Answer& answer);

  ModelOptions options_;
  ModelPrompts prompts_;
  ChatLog& log_;
  const base::Interrupt& interrupt_;
  http::CurlOptions curl_;
  std::mutex mutex_;  ///< Guards the three below.
  std::deque<ModelTask> waiting_;
  bool ends_ = false;
  llm::Budget budget_;
  std::condition_variable changed_;
  std::vector<std::thread> threads_;
};

}  // namespace dora::serve
