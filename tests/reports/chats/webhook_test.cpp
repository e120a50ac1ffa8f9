// Tests that the address of a webhook is checked, and in no text.
#include "reports/chats/webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"

namespace dora::chats {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

constexpr const char* slack = "https://hooks.slack.example/services/T0001/B00000002/s3cretS3cret";
constexpr const char* teams =
    "https://prod-12.westeurope.logic.example:443/workflows/0123456789abcdef/triggers/manual/paths/"
    "invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=abcDEF-123%2Bxyz%3D";

TEST(Webhook, TakesEncryptedAddressesAndThisMachine) {
  for (const char* address : {slack, teams, "http://127.0.0.1:8065/hooks/s3cret",
                              "http://localhost/hooks/s3cret", "http://[::1]:80/s3cret"}) {
    EXPECT_EQ(Webhook(address, "F", false).address(), address);
  }
  EXPECT_NO_THROW(Webhook("http://chat.example/hooks/s3cret", "F", true));
}

TEST(Webhook, RefusesOthersWithoutRepeatingThem) {
  for (const char* address : {"http://chat.example/hooks/s3cret", "hooks/s3cret", "ftp://h/s3cret",
                              "file:///s3cret", "", "https://", "s3cret"}) {
    try {
      const Webhook webhook(address, "--webhook-file F", false);
      ADD_FAILURE() << "taken: " << address;
    } catch (const base::UsageError& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr("--webhook-file F"), Not(HasSubstr("s3cret")),
                                      Not(HasSubstr("chat.example"))));
    }
  }
}

TEST(Webhook, HidesEveryPartOfTheAddress) {
  const Webhook webhook(slack, "F", false);
  EXPECT_EQ(webhook.hidden_in(std::string("at ") + slack + " it"), "at *** it");
  EXPECT_EQ(webhook.hidden_in("Could not resolve host: hooks.slack.example"),
            "Could not resolve host: ***");
  EXPECT_THAT(
      webhook.hidden_in("Cannot POST /services/T0001/B00000002/s3cretS3cret"),
      AllOf(Not(HasSubstr("s3cret")), Not(HasSubstr("B00000002")), Not(HasSubstr("T0001"))));
  EXPECT_EQ(webhook.hidden_in(R"({"url":"https:\/\/hooks.slack.example\/x\/s3cretS3cret"})"),
            R"({"url":"https:\/\/***\/x\/***"})");
  EXPECT_EQ(webhook.hidden_in("no_service"), "no_service");
}

TEST(Webhook, HidesPartsOfTheQueryAsWrittenAndDecoded) {
  const Webhook webhook(teams, "F", false);
  for (const char* text : {"sig=abcDEF-123%2Bxyz%3D", "sig 'abcDEF-123+xyz=' is wrong",
                           "abcDEF-123", "0123456789abcdef", "prod-12.westeurope.logic.example"}) {
    EXPECT_THAT(webhook.hidden_in(text), AllOf(HasSubstr("***"), Not(HasSubstr("DEF")),
                                               Not(HasSubstr("789")), Not(HasSubstr("westeurope"))))
        << text;
  }
}

TEST(Webhook, MakesAnswersShortAndPrintable) {
  const Webhook webhook(slack, "F", false);
  EXPECT_EQ(webhook.hidden_in(" \r\nno\x1b[31m_service\r\n"), "no\\x1B[31m_service");
  EXPECT_EQ(webhook.hidden_in(""), "");
  const std::string cut = webhook.hidden_in(std::string(100'000, 'x'));
  EXPECT_THAT(cut, EndsWith("x..."));
  EXPECT_LE(cut.size(), 300U);
  EXPECT_THAT(webhook.hidden_in(std::string(195, 'x') + "s3cretS3cret"), Not(HasSubstr("s3c")))
      << "hidden before it is cut";
}

}  // namespace
}  // namespace dora::chats
