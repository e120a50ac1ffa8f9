// Tests of reports/publish/manifest.
#include "reports/publish/manifest.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/reports/expect_error.h"

namespace dora::publish {
namespace {

const std::string some_hash(64, 'a');

TEST(Manifest, IsReadAsWritten) {
  const Manifest manifest{{"index.html", {some_hash, 12, "e"}},
                          {"a \"b\"\\ö.html", {std::string(64, '0'), 0, ""}}};
  EXPECT_EQ(parse_manifest(to_json(manifest), "m"), manifest);
  EXPECT_EQ(parse_manifest(to_json({}), "m"), Manifest());
}

std::string with_object(const std::string& object) {
  return "{\"version\": 1, \"header_rules\": 1, \"objects\": [" + object + "]}";
}

std::string object(const std::string& name, const std::string& sha256) {
  return fmt::format(R"({{"name": "{}", "bytes": 1, "sha256": "{}", "etag": "e"}})", name, sha256);
}

TEST(Manifest, RefusesWhatWasNotWrittenSo) {
  EXPECT_EQ(parse_manifest(with_object(object("a", some_hash)), "m").size(), 1U);
  for (const std::string& json :
       {std::string(), std::string("[]"), std::string("{\"version\": 2}"),
        std::string("{\"version\": 1, \"header_rules\": 1}"),
        with_object(object("../elsewhere", some_hash)), with_object(object("a/./b", some_hash)),
        with_object(object("/a", some_hash)), with_object(object("a//b", some_hash)),
        with_object(object("a\\nb", some_hash)), with_object(object("", some_hash)),
        with_object(object(manifest_file, some_hash)), with_object(object("a", "A")),
        with_object(object("a", std::string(64, 'A'))), with_object("{\"name\": \"a\"}"),
        with_object(object("a", some_hash) + "," + object("a", some_hash)),
        with_object(R"({"name": "a", "bytes": -1, "sha256": ")" + some_hash +
                    R"(", "etag": "e"})")}) {
    EXPECT_TRUE(test::fails_with({"s3://b/m"}, [&] { parse_manifest(json, "s3://b/m"); })) << json;
  }
}

// Else browsers would go on getting the old headers.
TEST(Manifest, EntriesOfOtherHeadersAreLookedAtAgain) {
  std::string json = with_object(object("a", some_hash));
  json.replace(json.find("rules\": 1"), 9, "rules\": 0");
  EXPECT_EQ(parse_manifest(json, "m").at("a"), (ManifestEntry{some_hash, 1, ""}));
}

}  // namespace
}  // namespace dora::publish
