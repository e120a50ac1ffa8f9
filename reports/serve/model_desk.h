// Has a model choose functions and word answers, one question after another, in the background.
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
#include "reports/comments/word_list.h"
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
  std::optional<llm::Prices> prices;
  std::optional<double> max_cost;  ///< In dollars, of a run; needs prices.
};

/// The texts of the templates.
struct ModelPrompts {
  std::string choice;
  std::string words;
  comments::WordList list;
};

/// A question for the model. All functions are called on the desk's thread, each once and in this
/// order; they must not throw.
struct ModelTask {
  std::string text;
  /// What keywords made of it: used where the model fails.
  questions::Understood recognised;
  bool is_clear = false;  ///< A suggestion of ours: only the words are asked for.
  /// `note` says what went wrong with the model, if anything did.
  std::function<void(const questions::Understood& understood, const std::string& note)> understood;
  /// Checked sentences with figures; empty if there are none.
  std::function<void(const std::string& words)> worded;
};

class ModelDesk {
 public:
  /// All but options and prompts borrowed. Throws as llm::curl_options() does.
  ModelDesk(ModelOptions options, ModelPrompts prompts, const questions::Report& report,
            ChatLog& log, const base::Interrupt& interrupt);
  /// Ends what is being asked; tasks that wait are answered without the model.
  ~ModelDesk();
  ModelDesk(const ModelDesk&) = delete;
  ModelDesk& operator=(const ModelDesk&) = delete;

  const std::string& model() const { return options_.model; }
  void ask(ModelTask task);

 private:
  struct Line;

  void work();
  void answer(Line& line, const ModelTask& task);
  /// nullopt if there is no whole answer; `why` then says why.
  std::optional<std::string> ask(Line& line, llm::ModelRequest request, std::string& why);
  bool may_spend(const llm::ModelRequest& request) const;
  std::string words_for(Line& line, const questions::Question& question);

  ModelOptions options_;
  ModelPrompts prompts_;
  const questions::Report& report_;
  ChatLog& log_;
  const base::Interrupt& interrupt_;
  http::CurlOptions curl_;
  double spent_ = 0;  ///< In dollars; of the desk's thread alone.
  std::mutex mutex_;  ///< Guards the two below.
  std::deque<ModelTask> waiting_;
  bool ends_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace dora::serve
