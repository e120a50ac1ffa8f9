// A list of labels as one text, as the store keeps it; knows no labels' meaning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::store {

/// `["service:a","tier:b"]`: a JSON array, which SQLite's json_each takes apart.
std::string to_text(const std::vector<std::string>& labels);

/// Replaces what `labels` held, whose memory is used again. Returns false if the text is no list of
/// texts in JSON; `labels` is unspecified then.
bool parse_labels(std::string_view text, std::vector<std::string>& labels);

}  // namespace dora::store
