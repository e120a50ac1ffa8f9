// The list of what was published below a prefix of a bucket, kept there as an object.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace dora::publish {

/// The name of that object.
inline constexpr const char* manifest_file = ".dora-report-manifest.json";

struct ManifestEntry {
  std::string sha256;
  std::int64_t bytes = 0;
  std::string etag;  ///< As the server answered; empty: it was to be sent, and may not have been.

  bool operator==(const ManifestEntry&) const = default;
};

/// By name. It is a claim: what an object is follows only together with a list of the objects,
/// whose ETag the server makes.
using Manifest = std::map<std::string, ManifestEntry>;

std::string to_json(const Manifest& manifest);

/// Throws an Error that names `where` for text that to_json() did not write, such as names that
/// lead elsewhere. Entries written under other rules for headers have no ETag.
Manifest parse_manifest(std::string_view json, const std::string& where);

}  // namespace dora::publish
