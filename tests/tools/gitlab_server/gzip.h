// Compresses a body as fast as possible.
#pragma once

#include <string>
#include <string_view>

namespace dora::test {

/// Returns a gzip stream (RFC 1952).
std::string gzipped(std::string_view text);

}  // namespace dora::test
