// Encodes bytes as Base64.
#include "collector/base/text/base64.h"

#include <vector>

#include <openssl/evp.h>

namespace dora::text {

std::string base64(std::string_view bytes) {
  // OpenSSL counts in int: encode in multiples of three bytes, so that only the last piece is
  // padded.
  constexpr std::size_t piece_size = std::size_t{3} << 16U;
  std::vector<unsigned char> encoded(piece_size / 3 * 4 + 1);  // Ends with a null byte.
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, piece_size);
    const std::vector<unsigned char> input(piece.begin(), piece.end());
    const int size = EVP_EncodeBlock(encoded.data(), input.data(), static_cast<int>(input.size()));
    text.append(encoded.begin(), encoded.begin() + size);
    bytes.remove_prefix(piece.size());
  }
  return text;
}

}  // namespace dora::text
