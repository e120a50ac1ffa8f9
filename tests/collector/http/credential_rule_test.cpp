// Tests of collector/http/credential_rule: every pair of authorities, with the same and another
// origin.
#include "collector/http/credential_rule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"

namespace dora::http {
namespace {

using base::Authority;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr Authority all[] = {Authority::config_of_folder, Authority::dotenv, Authority::operators};

TEST(CredentialRule, ASecretGoesToAnAddressWithAtLeastItsAuthority) {
  for (const Authority secret : all) {
    for (const Authority address : all) {
      EXPECT_EQ(may_send({"key", secret}, {"https://a.example", "x", address}, {}),
                address >= secret)
          << static_cast<int>(secret) << " to " << static_cast<int>(address);
    }
  }
}

TEST(CredentialRule, OrToAnOriginThatAnotherTrustedAddressNames) {
  const std::string url = "https://a.example/api";
  for (const Authority secret : all) {
    for (const Authority address : all) {
      for (const Authority other : all) {
        const auto allowed = [&](const std::string& named) {
          return may_send({"key", secret}, {url, "x", address}, {{named, "y", other}});
        };
        const bool firm = address >= secret;
        for (const char* same :
             {"https://a.example/v4", "https://A.Example:443", "HTTPS://a.example"}) {
          EXPECT_EQ(allowed(same), firm || other >= secret) << same;
        }
        for (const char* different : {"http://a.example", "https://a.example:8443", "a.example", "",
                                      "https://a.example.evil", "https://b.example"}) {
          EXPECT_EQ(allowed(different), firm) << different;
        }
      }
    }
  }
}

TEST(CredentialRule, AnInvalidUrlHasNoOrigin) {
  EXPECT_FALSE(may_send({"key", Authority::operators}, {"nonsense", "x", Authority::dotenv},
                        {{"nonsense", "y", Authority::operators}}));
}

TEST(CredentialRule, NamesTheAddressAndItsSource) {
  try {
    require_firm_address({"the key", Authority::operators},
                         {"https://u:s3cret@evil.example/x", "URL in .env", Authority::dotenv}, {},
                         "set it in the environment");
    ADD_FAILURE() << "sent";
  } catch (const base::UsageError& error) {
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("the key is not sent to https://evil.example:443"),
                      HasSubstr("URL in .env"), HasSubstr("set it in the environment"),
                      Not(HasSubstr("s3cret"))));
  }
}

}  // namespace
}  // namespace dora::http
