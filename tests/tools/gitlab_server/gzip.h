// Compresses a body as fast as possible; knows no HTTP.
#pragma once

#include <string>
#include <string_view>

namespace dora::test {

/// A gzip stream (RFC 1952).
std::string gzipped(std::string_view text);

}  // namespace dora::test
