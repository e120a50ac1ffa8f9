// Tests of reports/bucket/bucket with a scripted client.
#include "reports/bucket/bucket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/scripted_client.h"
#include "tests/reports/expect_error.h"

namespace dora::bucket {
namespace {

using http::Request;
using http::Response;
using test::answer;
using test::fails_with;
using test::ScriptedClient;
using testing::ElementsAre;
using testing::Key;

class BucketTest : public testing::Test {
 protected:
  /// What `action` does with a bucket that answers like this.
  template <class Action>
  void with(const ScriptedClient::Answer& answers, Action action) {
    ScriptedClient script([&](const Request& request) {
      requests_.push_back(request);
      return answers(request);
    });
    http::RetryingClient client(script, log_, {}, {}, {"S3", "", false});
    Bucket bucket(client, {"site", "dora/"}, "https://h");
    action(bucket);
    most_at_once_ = script.most_at_once;
  }

  base::Console console_{-1};
  base::Log log_{console_, {}};
  std::vector<Request> requests_;
  std::size_t most_at_once_ = 0;
};

std::string page(const std::vector<std::string>& keys, const std::string& next) {
  std::string xml = "<ListBucketResult>";
  for (const std::string& key : keys) {
    xml += "<Contents><Key>" + key + "</Key><Size>1</Size></Contents>";
  }
  return xml +
         (next.empty() ? ""
                       : "<IsTruncated>true</IsTruncated><NextContinuationToken>" + next +
                             "</NextContinuationToken>") +
         "</ListBucketResult>";
}

TEST_F(BucketTest, ListsEveryPageAndNothingBesideThePrefix) {
  with(
      [](const Request& request) {
        const bool first = request.url.find("continuation-token=t%2B1&") == std::string::npos;
        return answer(200, first ? page({"dora/a", "dora/"}, "t+1") : page({"dora/b/c", "x"}, ""));
      },
      [](Bucket& bucket) { EXPECT_THAT(bucket.list(), ElementsAre(Key("a"), Key("b/c"))); });
  EXPECT_EQ(requests_.size(), 2U);
}

TEST_F(BucketTest, EndsIfAServerListsForEver) {
  for (const std::string& token : {std::string(), std::string("same")}) {
    with(
        [&](const Request&) {
          return answer(200,
                        "<ListBucketResult><IsTruncated>true</IsTruncated>"
                        "<NextContinuationToken>" +
                            token + "</NextContinuationToken></ListBucketResult>");
        },
        [](Bucket& bucket) {
          EXPECT_TRUE(fails_with({"not an object list of S3"}, [&] { bucket.list(); }));
        });
  }
}

TEST_F(BucketTest, PutsWithTypeAndHashAFewAtOnce) {
  std::map<std::size_t, std::string> etags;
  with(
      [](const Request&) {
        return answer(200, "", {{"etag", "\"e\""}});
      },
      [&](Bucket& bucket) {
        bucket.put(
            100,
            [](std::size_t i) {
              return NewObject{"a b" + std::to_string(i), "sha", "text/x", "no-cache", "body"};
            },
            [&](std::size_t i, const std::string& etag) { etags[i] = etag; });
      });
  EXPECT_EQ(etags.size(), 100U);
  EXPECT_EQ(etags.at(99), "e");
  EXPECT_EQ(most_at_once_, Bucket::most_at_once);
  const Request& first = requests_.front();
  EXPECT_EQ(first.method, http::Method::put);
  EXPECT_EQ(first.url, "https://h/dora/a%20b0");
  EXPECT_EQ(first.body, "body");
  std::vector<std::string> headers;
  for (const http::Header& header : first.headers) {
    headers.push_back(header.name + ": " + header.value);
  }
  EXPECT_THAT(headers, ElementsAre("Content-Type: text/x", "Cache-Control: no-cache",
                                   "x-amz-meta-dora-report-sha256: sha"));
}

TEST_F(BucketTest, SendsAgainWhatArrivedTooSlowlyAFewTimes) {
  const Response slow = answer(400, "<Error><Code>RequestTimeout</Code></Error>");
  int calls = 0;
  with([&](const Request&) { return ++calls == 1 ? slow : answer(204); },
       [](Bucket& bucket) { bucket.remove({"a"}); });
  EXPECT_EQ(requests_.size(), 2U);
  requests_.clear();
  with([&](const Request&) { return slow; },
       [](Bucket& bucket) {
         EXPECT_TRUE(
             fails_with({"cannot remove a", "RequestTimeout"}, [&] { bucket.remove({"a"}); }));
       });
  EXPECT_EQ(requests_.size(), 3U);
}

TEST_F(BucketTest, TellsOursFromWhatOthersWrote) {
  const std::string sha(64, 'a');
  const std::vector<std::string> names{"ours", "others", "odd", "gone"};
  std::map<std::size_t, std::optional<ObjectFacts>> facts;
  with(
      [&](const Request& request) {
        EXPECT_EQ(request.method, http::Method::head);
        if (request.url.ends_with("/gone")) {
          return answer(404);
        }
        std::vector<http::Header> headers{{"etag", "\"e\""}, {"content-type", "text/x"}};
        if (request.url.ends_with("/ours")) {
          headers.push_back({"x-amz-meta-dora-report-sha256", sha});
        } else if (request.url.ends_with("/odd")) {
          headers.push_back({"x-amz-meta-dora-report-sha256", "../" + sha});
        }
        return answer(200, "", headers);
      },
      [&](Bucket& bucket) {
        bucket.look_at(names, [&](std::size_t i, const auto& each) { facts[i] = each; });
      });
  ASSERT_EQ(facts.size(), 4U);
  EXPECT_EQ(facts[0].value().sha256, sha);
  EXPECT_EQ(facts[0].value().etag, "e");
  EXPECT_EQ(facts[1].value().sha256, "");
  EXPECT_EQ(facts[2].value().sha256, "");
  EXPECT_FALSE(facts[3]);
}

TEST_F(BucketTest, WhatIsGoneIsReadAndRemovedWithoutAnError) {
  with([](const Request&) { return answer(404, "<Error><Code>NoSuchKey</Code></Error>"); },
       [](Bucket& bucket) {
         EXPECT_EQ(bucket.read("a"), std::nullopt);
         EXPECT_NO_THROW(bucket.remove({"a"}));
       });
}

}  // namespace
}  // namespace dora::bucket
