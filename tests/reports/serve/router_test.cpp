// Tests what a served site has at each address.
#include "reports/serve/router.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/files/sha256.h"
#include "tests/reports/serve/served_site.h"

namespace dora::serve {
namespace {

using test::count;
using test::RawReply;
using testing::HasSubstr;

class RouterTest : public test::ServedSite {};

TEST_F(RouterTest, ServesTheFilesOfTheSiteAndNothingElse) {
  const test::Sample sample = test::small_sample();
  run(sample);
  files::write_file(options_.out / "secret.txt", "secret");
  std::filesystem::create_symlink("/etc/passwd", options_.out / "link.txt");
  serve(sample);
  EXPECT_EQ(get("/style.css").body, page("style.css"));
  EXPECT_EQ(get("/style.css").headers.at("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(get("/report.json").body, page("report.json"));
  EXPECT_EQ(get("/").status, 200);
  EXPECT_EQ(get("/weekly/").status, 200);
  EXPECT_EQ(get("/services/payments-api.html").status, 200);
  for (const char* path :
       {"/secret.txt", "/link.txt", "/.dora-report-site", "/none", "//style.css", "/./style.css",
        "/x/../style.css", "/..%2f..%2fetc/passwd", "/../../etc/passwd", "/%73tyle.css",
        "/style.css/", "/style.css%00", "/services", "/-/", "/-/page.mustache"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
  EXPECT_EQ(ask("POST /style.css HTTP/1.1\nContent-Type: application/x-www-form-urlencoded", "a=b")
                .status,
            405);
}

TEST_F(RouterTest, RefusesALinkInPlaceOfAFile) {
  const test::Sample sample = test::small_sample();
  run(sample);
  std::filesystem::remove(options_.out / "style.css");
  std::filesystem::create_symlink("/etc/passwd", options_.out / "style.css");
  EXPECT_THROW(serve(sample), base::Error);
}

TEST_F(RouterTest, ServesAFileThatWasReplacedAsItWas) {
  serve(test::small_sample());
  const std::string style = page("style.css");
  const std::string index = get("/").body;
  files::write_file(options_.out / "style.css", "other");
  std::filesystem::remove(options_.out / "index.html");
  EXPECT_EQ(get("/style.css").body, style);
  EXPECT_EQ(get("/style.css", "\nRange: bytes=3-9").body, style.substr(3, 7));
  EXPECT_EQ(get("/").body, index);
  EXPECT_EQ(get("/answer?function=attention", "\nAccept: text/html").status, 200);
}

TEST_F(RouterTest, ServesNoFileThatIsNoLongerWhatItWas) {
  most_kept_open_ = 0;
  serve(test::small_sample());
  files::write_file(options_.out / "style.css", "other");
  const RawReply reply = get("/style.css");
  EXPECT_EQ(reply.status, 503);
  EXPECT_THAT(reply.body, HasSubstr("style.css was written again"));
  std::filesystem::remove(options_.out / "index.html");
  EXPECT_EQ(get("/").status, 503);
  EXPECT_EQ(get("/answer?function=attention", "\nAccept: text/html").status, 503);
}

TEST_F(RouterTest, ServesNoFileThatWasChangedInPlace) {
  serve(test::small_sample());
  std::ofstream(options_.out / "style.css", std::ios::app) << "/* more */";
  EXPECT_EQ(get("/style.css").status, 503);
}

TEST_F(RouterTest, SendsAFileOnceAndParts) {
  serve(test::small_sample());
  const std::string text = page("style.css");
  const std::string tag = "\"" + files::sha256(text) + "\"";
  EXPECT_EQ(get("/style.css").headers.at("etag"), tag);
  const RawReply known = get("/style.css", "\nIf-None-Match: " + tag);
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.body, "");
  const RawReply part = get("/style.css", "\nRange: bytes=3-9");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, text.substr(3, 7));
  EXPECT_EQ(part.headers.at("content-range"), "bytes 3-9/" + std::to_string(text.size()));
  const RawReply beyond = get("/style.css", "\nRange: bytes=99999999-");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.headers.at("content-range"), "bytes */" + std::to_string(text.size()));
  EXPECT_EQ(get("/style.css", "\nRange: bytes=3-9\nIf-Range: \"old\"").status, 200);
  EXPECT_EQ(get("/style.css", "\nRange: bytes=3-9\nIf-Range: " + tag).status, 206);
  const RawReply head = ask("HEAD /style.css HTTP/1.1");
  EXPECT_EQ(head.headers.at("content-length"), std::to_string(text.size()));
  EXPECT_EQ(head.body, "");
}

TEST_F(RouterTest, PutsTheBoxOnEveryPageAndLeavesTheFiles) {
  serve(test::small_sample());
  const auto before = site();
  std::size_t pages = 0;
  for (const auto& [name, text] : before) {
    if (!name.ends_with(".html")) {
      continue;
    }
    ++pages;
    const RawReply reply = get("/" + name);
    EXPECT_EQ(count(reply.body, "action=\"/chat\""), 2U) << name;
    EXPECT_EQ(count(reply.body, "http-equiv"), 0U) << name;
    EXPECT_EQ(get("/" + name, "\nIf-None-Match: " + reply.headers.at("etag")).status, 304) << name;
  }
  EXPECT_GE(pages, 5U);
  EXPECT_EQ(site(), before);
}

}  // namespace
}  // namespace dora::serve
