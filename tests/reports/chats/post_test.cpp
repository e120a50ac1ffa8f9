// Tests that a message is posted once, and when it is sent again.
#include "reports/chats/post.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "tests/collector/http/scripted_client.h"
#include "tests/support/temporary_folder.h"

namespace dora::chats {
namespace {

using test::answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr const char* webhook_address = "https://hooks.example/services/s3cretS3cret";

class ChatPost : public testing::Test {
 protected:
  /// Answers in this order.
  test::ScriptedClient client(std::vector<http::Response> answers) {
    answers_ = std::move(answers);
    return test::ScriptedClient([this](const http::Request& request) {
      sent_.push_back(request);
      return answers_.at(sent_.size() - 1);
    });
  }
  void post(test::ScriptedClient& client) {
    http::RetryPolicy policy;
    policy.first_delay = std::chrono::milliseconds(1);
    chats::post(Chat::slack, Webhook(webhook_address, "F", false), "{}", policy, client, log_);
  }
  std::string log() const { return files::read_file(folder_ / "log"); }

  std::vector<http::Response> answers_;
  std::vector<http::Request> sent_;
  test::TemporaryFolder folder_;
  base::Console console_{-1};
  base::Log log_{console_, folder_ / "log"};
};

TEST_F(ChatPost, SendsTheMessageAsJson) {
  test::ScriptedClient http = client({answer(200, "ok")});
  post(http);
  ASSERT_THAT(sent_, SizeIs(1));
  EXPECT_EQ(sent_[0].url, webhook_address);
  EXPECT_EQ(sent_[0].method, http::Method::post);
  EXPECT_EQ(sent_[0].body, "{}");
  EXPECT_EQ(sent_[0].headers[0].value, "application/json; charset=utf-8");
  EXPECT_EQ(sent_[0].repeat, http::Repeat::if_not_handled) << "libcurl must not repeat it either";
  EXPECT_EQ(log(), "");
}

TEST_F(ChatPost, SendsAgainWhatWasNotAccepted) {
  http::Response refused;
  refused.failure = http::Failure::unreachable;
  refused.sent = false;
  test::ScriptedClient http =
      client({refused, answer(503), answer(429, "", {{"retry-after", "0"}}), answer(200, "ok")});
  post(http);
  EXPECT_THAT(sent_, SizeIs(4));
  EXPECT_THAT(log(), AllOf(HasSubstr("HTTP 503; trying again in"), HasSubstr("HTTP 429"),
                           Not(HasSubstr("s3cret")), Not(HasSubstr("hooks.example"))));
}

TEST_F(ChatPost, SendsNothingTwiceThatMayHaveBeenPosted) {
  http::Response broken;
  broken.failure = http::Failure::broken;
  for (const http::Response& response : {broken, answer(500), answer(302), answer(404)}) {
    sent_.clear();
    test::ScriptedClient http = client({response, answer(200, "ok")});
    EXPECT_THROW(post(http), base::Error);
    EXPECT_THAT(sent_, SizeIs(1)) << response.status;
  }
}

/// Ctrl-C while the answer is awaited.
class InterruptedClient : public test::ScriptedClient {
 public:
  using ScriptedClient::ScriptedClient;
  std::optional<http::Response> wait(http::Clock::time_point /*until*/) override {
    throw base::Interrupted();
  }
};

TEST_F(ChatPost, SaysIfAnInterruptedMessageMayHaveBeenPosted) {
  InterruptedClient http([](const http::Request&) { return answer(200, "ok"); });
  EXPECT_THROW(post(http), base::Interrupted);
  EXPECT_THAT(log(), HasSubstr("it may have been posted"));
}

}  // namespace
}  // namespace dora::chats
