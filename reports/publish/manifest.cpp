// The list of what was published below a prefix of a bucket, kept there as an object.
#include "reports/publish/manifest.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "collector/model/json/json_object.h"
#include "collector/model/json/json_text.h"
#include "reports/bucket/bucket_address.h"
#include "reports/publish/object_headers.h"

namespace dora::publish {
namespace {

constexpr int format_version = 1;

std::optional<std::string> parse_name(const std::string& text) {
  return bucket::is_plain_key(text) && text != manifest_file ? std::optional(text) : std::nullopt;
}

std::optional<std::string> parse_sha256(const std::string& text) {
  const bool valid = text.size() == 64 && std::ranges::all_of(text, [](char c) {
                       return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                     });
  return valid ? std::optional(text) : std::nullopt;
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  std::string json = fmt::format("{{\"version\": {}, \"header_rules\": {}, \"objects\": [",
                                 format_version, header_rules);
  const char* separator = "\n";
  for (const auto& [name, entry] : manifest) {
    json.append(separator).append("{\"name\": ");
    model::append_json(json, std::string_view(name));
    json +=
        fmt::format(", \"bytes\": {}, \"sha256\": \"{}\", \"etag\": ", entry.bytes, entry.sha256);
    model::append_json(json, std::string_view(entry.etag));
    json += "}";
    separator = ",\n";
  }
  return json + "\n]}\n";
}

Manifest parse_manifest(std::string_view json, const std::string& where) {
  const model::JsonFile source{where, "remove it; the next run writes it again"};
  const rapidjson::Document document = model::parse_json(json, source);
  const model::JsonObject object(document, source);
  if (object.number("version") != format_version) {
    object.fail("version", "is not 1, the only one that this program reads");
  }
  const bool same_rules = object.number("header_rules") == header_rules;
  Manifest manifest;
  for (const model::JsonObject& each : object.objects("objects")) {
    ManifestEntry entry{each.parsed("sha256", parse_sha256), each.number("bytes"),
                        same_rules ? each.text("etag") : ""};
    if (!manifest.emplace(each.parsed("name", parse_name), std::move(entry)).second) {
      each.fail("name", "occurs twice");
    }
  }
  return manifest;
}

}  // namespace dora::publish
