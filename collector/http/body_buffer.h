// Collects the bytes of an answer in blocks, so that growing never copies them.
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
  /// Returns everything as one text, holding at most one more block meanwhile. Leaves the buffer
  /// empty.
  std::string take();

 private:
  std::vector<std::string> blocks_;  ///< All but the last are full.
  std::size_t size_ = 0;
};

}  // namespace dora::http
