// Writes a comment without a model, from the same facts and by the same rules.
#pragma once

#include <string>
#include <vector>

#include "reports/comments/fact.h"

namespace dora::comments {

/// At most three sentences with placeholders, what is unusual first. Passes problems_of() with the
/// built-in words.
std::vector<std::string> plain_comment(const Record& record);

}  // namespace dora::comments
