// Prefix codes as deflate describes them: https://www.rfc-editor.org/rfc/rfc1951, 3.2.2.
#include "renderer/png/prefix_code.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <queue>
#include <utility>

namespace dora::png {
namespace {

constexpr std::size_t longest_code = 15;

/// Huffman's method: joins the two rarest until one is left. The parent of each node; symbols are
/// the first nodes. Symbols that do not occur have none.
std::vector<std::size_t> parents_of(const std::vector<std::uint32_t>& counts) {
  using Node = std::pair<std::uint64_t, std::size_t>;
  std::priority_queue<Node, std::vector<Node>, std::greater<>> nodes;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) {
      nodes.emplace(counts[i], i);
    }
  }
  std::vector<std::size_t> parents(2 * counts.size(), 0);
  std::size_t next = counts.size();
  while (nodes.size() > 1) {
    const Node rarest = nodes.top();
    nodes.pop();
    const Node other = nodes.top();
    nodes.pop();
    parents[rarest.second] = next;
    parents[other.second] = next;
    nodes.emplace(rarest.first + other.first, next++);
  }
  return parents;
}

std::vector<std::uint8_t> depths_of(const std::vector<std::uint32_t>& counts) {
  const std::vector<std::size_t> parents = parents_of(counts);
  std::vector<std::uint8_t> depths(counts.size(), 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t node = i; parents[node] != 0; node = parents[node]) {
      ++depths[i];
    }
  }
  return depths;
}

std::uint16_t reversed(unsigned code, unsigned bits) {
  unsigned result = 0;
  for (unsigned i = 0; i < bits; ++i) {
    result |= (code >> i & 1U) << (bits - 1 - i);
  }
  return static_cast<std::uint16_t>(result);
}

std::vector<std::uint16_t> codes_of(const std::vector<std::uint8_t>& lengths) {
  std::array<unsigned, longest_code + 2> next{};
  for (const std::uint8_t length : lengths) {
    next[length + 1U] += length > 0 ? 1 : 0;
  }
  for (std::size_t bits = 1; bits < next.size(); ++bits) {
    next[bits] = (next[bits - 1] + next[bits]) << 1U;
  }
  std::vector<std::uint16_t> codes(lengths.size(), 0);
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    if (lengths[i] > 0) {
      codes[i] = reversed(next[lengths[i]]++, lengths[i]);
    }
  }
  return codes;
}

}  // namespace

PrefixCode prefix_code(const std::vector<std::uint32_t>& counts, int longest) {
  std::vector<std::uint32_t> weights = counts;
  PrefixCode code{depths_of(weights), {}};
  // Rare symbols that count for more move up.
  while (*std::ranges::max_element(code.lengths) > longest) {
    for (std::uint32_t& weight : weights) {
      weight = weight == 0 ? 0 : weight / 2 + 1;
    }
    code.lengths = depths_of(weights);
  }
  const auto occurs = [](std::uint32_t count) { return count > 0; };
  if (std::ranges::count_if(counts, occurs) == 1) {
    code.lengths[static_cast<std::size_t>(std::ranges::find_if(counts, occurs) - counts.begin())] =
        1;
  }
  code.codes = codes_of(code.lengths);
  return code;
}

}  // namespace dora::png
