// Collects the bytes of an answer in blocks, so that growing never copies them.
#include "collector/http/body_buffer.h"

#include <algorithm>
#include <utility>

namespace dora::http {

void BodyBuffer::append(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    if (blocks_.empty() || blocks_.back().size() == block_size) {
      blocks_.emplace_back();
      if (blocks_.size() > 1) {  // Most answers fit into one block.
        blocks_.back().reserve(block_size);
      }
    }
    std::string& block = blocks_.back();
    const std::size_t part = std::min(bytes.size(), block_size - block.size());
    block.append(bytes.substr(0, part));
    bytes.remove_prefix(part);
  }
}

std::string BodyBuffer::take() {
  std::string result;
  if (blocks_.size() == 1) {
    result = std::move(blocks_.front());
  } else {
    result.reserve(size_);
    for (std::string& block : blocks_) {
      result += block;
      block = std::string();  // Reserved memory is not used until it is written to.
    }
  }
  blocks_.clear();
  size_ = 0;
  return result;
}

}  // namespace dora::http
