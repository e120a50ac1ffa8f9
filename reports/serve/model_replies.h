// What a model answered, read from its JSON. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::serve {

/// Which function a model chose; texts are as it wrote them.
struct Choice {
  std::string function;
  std::string service;  ///< `s1`, `all`.
  std::string tier;     ///< `t1`, `all`.
  std::string metric;
  std::string from;
  std::string to;
  std::int64_t count = 0;
};

/// nullopt if it is not JSON with these members.
std::optional<Choice> read_choice(std::string_view text);

/// Reads `{"sentences": ["..."]}`.
std::optional<std::vector<std::string>> read_sentences(std::string_view text);

}  // namespace dora::serve
