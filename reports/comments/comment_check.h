// Decides whether a comment says nothing but what its facts say.
#pragma once

#include <string>
#include <vector>

#include "reports/comments/fact.h"
#include "reports/comments/word_list.h"

namespace dora::comments {

/// Of all sentences together, with placeholders as they stand.
inline constexpr std::size_t longest_comment = 400;
inline constexpr std::size_t most_sentences = 4;

/// Returns what is wrong, for the model to correct; empty if nothing is. Sentences have words of
/// the list and placeholders of the record. In a clause, the metrics and times that are named are
/// those of the figures cited there; a direction is that of one of them, and of none the opposite;
/// a service or tier that is named is that of a figure, and that of a figure is named.
std::vector<std::string> problems_of(const std::vector<std::string>& sentences,
                                     const Record& record, const WordList& words);

}  // namespace dora::comments
