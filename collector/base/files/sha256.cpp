// Computes SHA-256, as sha256sum does.
#include "collector/base/files/sha256.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::files {
namespace {

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

[[noreturn]] void fail() {
  throw base::Error("cannot compute SHA-256: OpenSSL's provider for it does not load");
}

/// A digest and how many of its bytes are used.
struct Digest {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
};

Digest digest_of(std::string_view bytes) {
  Digest digest;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), &digest.size, EVP_sha256(),
                 nullptr) != 1) {
    fail();
  }
  return digest;
}

std::string to_hex(const Digest& digest) {
  return fmt::format("{:02x}",
                     fmt::join(digest.bytes.data(), digest.bytes.data() + digest.size, ""));
}

}  // namespace

std::string sha256(std::string_view bytes) {
  return to_hex(digest_of(bytes));
}

std::string sha256_bytes(std::string_view bytes) {
  const Digest digest = digest_of(bytes);
  return {digest.bytes.begin(), digest.bytes.begin() + digest.size};
}

std::string sha256_of_file(const std::filesystem::path& file) {
  return sha256_of_file(open_named_file(file));
}

std::string sha256_of_file(const OpenFile& file) {
  require_size(file);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) {
    fail();
  }
  std::array<char, 65536> buffer{};
  for (off_t at = 0;;) {
    const ssize_t count = ::pread(file.descriptor.get(), buffer.data(), buffer.size(), at);
    if (count < 0 && errno != EINTR) {
      throw base::Error(
          fmt::format("cannot read {}: {}", file.path.string(), std::strerror(errno)));
    }
    if (count == 0) {
      break;
    }
    const ssize_t length = std::max<ssize_t>(count, 0);
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(length));
    at += length;
  }
  Digest digest;
  EVP_DigestFinal_ex(context.get(), digest.bytes.data(), &digest.size);
  return to_hex(digest);
}

}  // namespace dora::files
