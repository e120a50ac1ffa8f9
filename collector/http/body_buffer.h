// Collects the bytes of an answer in blocks, so that growing never copies what is there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dora::http {

/// A string that grows by doubling would take up to three times the memory of a large answer.
class BodyBuffer {
 public:
  static constexpr std::size_t block_size = std::size_t{4} * 1024 * 1024;

  void append(std::string_view bytes);
  std::size_t size() const { return size_; }
  /// All of it as one text; at most one block more than that is held meanwhile. Leaves it empty.
  std::string take();

 private:
  std::vector<std::string> blocks_;  ///< All but the last one full.
  std::size_t size_ = 0;
};

}  // namespace dora::http
