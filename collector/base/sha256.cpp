// SHA-256 of bytes, as people check it with sha256sum; knows nothing of what is hashed.
#include "collector/base/sha256.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "collector/base/error.h"

namespace dora::base {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw Error("cannot compute SHA-256: OpenSSL's provider for it does not load");
  }
  return fmt::format("{:02x}", fmt::join(digest.data(), digest.data() + size, ""));
}

}  // namespace dora::base
