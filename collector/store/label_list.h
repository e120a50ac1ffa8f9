// Stores a list of labels as one text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::store {

/// `["service:a","tier:b"]`: a JSON array, which SQLite's json_each can split.
std::string to_text(const std::vector<std::string>& labels);

/// Replaces the content of `labels`, reusing its memory. Returns false if the text is not a JSON
/// list of strings; `labels` is unspecified then.
bool parse_labels(std::string_view text, std::vector<std::string>& labels);

}  // namespace dora::store
