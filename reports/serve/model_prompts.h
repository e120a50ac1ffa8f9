// What a model is asked about a question, and what its choice means. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/comments/fact.h"
#include "reports/comments/word_list.h"
#include "reports/llm/model_request.h"
#include "reports/questions/recogniser.h"

namespace dora::serve {

/// Files of the templates.
inline constexpr const char* choice_prompt_name = "ask_prompt.txt";
inline constexpr const char* words_prompt_name = "ask_words_prompt.txt";
inline constexpr const char* words_list_name = "ask_words.txt";

/// Which function answers the question: chosen from enums. Names of the report are not in it.
llm::ModelRequest choice_request(std::string_view prompt, const questions::AliasedText& question,
                                 const questions::Report& report);

/// The question that a model chose, checked like a filled in form. A Refusal if it chose none, or
/// one that there is not; it quotes nothing that the model wrote.
questions::Understood question_of_choice(std::string_view answer,
                                         const questions::AliasedText& question,
                                         const questions::Report& report);

/// What can be said about an answer: the figures of its period and of the one that it is compared
/// with. nullopt for answers that are lists.
std::optional<comments::Record> facts_of(const questions::Question& question,
                                         const questions::Report& report);

/// `wrong` is what was wrong with `answer`, the first one; empty if there was none.
llm::ModelRequest words_request(std::string_view prompt, const comments::Record& facts,
                                const comments::WordList& words, const std::string& answer,
                                const std::vector<std::string>& wrong);

/// Sentences of figures with their placeholders filled in, as one text.
std::string shown_words(const std::vector<std::string>& sentences, const comments::Record& facts);

}  // namespace dora::serve
