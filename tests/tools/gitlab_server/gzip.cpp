// Compresses a body as fast as possible.
#include "tests/tools/gitlab_server/gzip.h"

#include <memory>
#include <new>

#include <libdeflate.h>

namespace dora::test {

std::string gzipped(std::string_view text) {
  constexpr int fastest = 1;
  struct Free {
    void operator()(libdeflate_compressor* compressor) const {
      libdeflate_free_compressor(compressor);
    }
  };
  const std::unique_ptr<libdeflate_compressor, Free> compressor(
      libdeflate_alloc_compressor(fastest));
  if (!compressor) {
    throw std::bad_alloc();
  }
  std::string result(libdeflate_gzip_compress_bound(compressor.get(), text.size()), '\0');
  result.resize(libdeflate_gzip_compress(compressor.get(), text.data(), text.size(), result.data(),
                                         result.size()));
  return result;
}

}  // namespace dora::test
