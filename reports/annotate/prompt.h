// What a model is asked about a record of the report, and how its answer is read. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/comments/fact.h"
#include "reports/comments/word_list.h"
#include "reports/llm/model_request.h"

namespace dora::annotate {

/// How models are asked, whatever about.
struct Asking {
  llm::Api api = llm::Api::chat;
  std::string model;
  int max_tokens = 400;
};

/// The file annotate_prompt.txt with `{{words}}` and `{{longest}}` filled in.
std::string system_prompt(std::string_view file, const comments::WordList& words);

/// Figures and aliases only; titles, if the record has any, in a message of their own. `answer` and
/// `wrong` are those of the first request, if this is the second.
llm::ModelRequest comment_request(const Asking& asking, const std::string& system,
                                  const comments::Record& record, const std::string& answer,
                                  const std::vector<std::string>& wrong);

/// Reads `{"sentences": ["..."]}`, also inside a fence of Markdown; nullopt if it is not that.
std::optional<std::vector<std::string>> read_sentences(std::string_view text);

/// What is wrong with an answer's text, for the model to correct.
std::vector<std::string> problems_of_answer(std::string_view text, const comments::Record& record,
                                            const comments::WordList& words);

}  // namespace dora::annotate
