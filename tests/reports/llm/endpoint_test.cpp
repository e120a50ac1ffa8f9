// Tests of reports/llm/endpoint: every source of a key with every source of an address.
#include "reports/llm/endpoint.h"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "collector/base/error.h"
#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::llm {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class EndpointTest : public testing::Test {
 protected:
  EndpointTest() {
    std::filesystem::current_path(folder_.path());
    clear();
  }
  ~EndpointTest() override {
    clear();
    std::filesystem::current_path(before_);
  }

  static void clear() {
    ::unsetenv("OPENAI_API_KEY");
    ::unsetenv("OPENAI_BASE_URL");
  }

  /// The settings that the arguments, the environment and the files result in.
  EndpointOptions settings(const std::string& arguments) {
    EndpointOptions options;
    CLI::App program;
    const auto config = cli::add_config_option(program, {{"allow-insecure"}, {}});
    CLI::App* command = program.add_subcommand("ask");
    add_endpoint_options(*command, options);
    program.parse("ask " + arguments);
    apply_endpoint_settings(*command, *config, options);
    return options;
  }

  void dotenv(const std::string& text) {
    std::filesystem::permissions(folder_.write(".env", text), std::filesystem::perms(0600));
  }

  std::string error(const std::string& arguments) {
    try {
      settings(arguments);
    } catch (const base::UsageError& error) {
      return error.what();
    }
    return "";
  }

  std::filesystem::path before_ = std::filesystem::current_path();
  test::TemporaryFolder folder_;
};

TEST_F(EndpointTest, TakesKeyAndAddressFromTheEnvironment) {
  EXPECT_EQ(settings("").base_url, "https://api.openai.com/v1");
  EXPECT_FALSE(can_ask(settings("")));
  ::setenv("OPENAI_API_KEY", "sk-of-environment", 1);
  ::setenv("OPENAI_BASE_URL", "https://models.example/v1", 1);
  const EndpointOptions options = settings("");
  EXPECT_EQ(options.base_url, "https://models.example/v1");
  EXPECT_EQ(options.key, "sk-of-environment");
  EXPECT_TRUE(can_ask(options));
  EXPECT_EQ(settings("--base-url https://other.example/v1").base_url, "https://other.example/v1");
}

TEST_F(EndpointTest, TakesBothFromDotenv) {
  dotenv("OPENAI_API_KEY=sk-of-dotenv\nOPENAI_BASE_URL=https://models.example/v1\n");
  const EndpointOptions options = settings("");
  EXPECT_EQ(options.base_url, "https://models.example/v1");
  EXPECT_EQ(options.key, "sk-of-dotenv");
}

TEST_F(EndpointTest, AFileOfTheFolderCannotChooseWhereTheKeyGoes) {
  ::setenv("OPENAI_API_KEY", "sk-of-environment", 1);
  dotenv("OPENAI_BASE_URL=https://evil.example/v1\n");
  EXPECT_THAT(error(""), AllOf(HasSubstr("OPENAI_API_KEY in the environment"),
                               HasSubstr("https://evil.example"), HasSubstr("--base-url"),
                               Not(HasSubstr("sk-of"))));
  // The same address from the operator.
  EXPECT_EQ(error("--base-url https://evil.example/v1"), "");
  // Without a key there is nothing to protect.
  clear();
  EXPECT_EQ(error(""), "");

  const std::string key = folder_.write("key", "sk-of-file\n").string();
  EXPECT_THAT(error("--key-file " + key), HasSubstr("the key (of --key-file)"));

  std::filesystem::remove(".env");
  folder_.write("dora-report.toml", "base-url = \"https://evil.example/v1\"\n");
  ::setenv("OPENAI_API_KEY", "sk-of-environment", 1);
  EXPECT_THAT(error(""), HasSubstr("base-url in"));
  clear();
  dotenv("OPENAI_API_KEY=sk-of-dotenv\n");
  EXPECT_THAT(error(""), HasSubstr("OPENAI_API_KEY in .env"));
}

TEST_F(EndpointTest, AModelOnThisMachineNeedsNoKey) {
  EXPECT_TRUE(can_ask(settings("--base-url http://127.0.0.1:11434/v1")));
  EXPECT_TRUE(can_ask(settings("--base-url http://localhost:11434/v1")));
  EXPECT_FALSE(can_ask(settings("--base-url https://models.example/v1")));
}

TEST_F(EndpointTest, RefusesAddressesThatAreNotSafe) {
  for (const char* url : {"http://models.example/v1", "ftp://models.example", "models.example/v1",
                          "https://user:pw@models.example/v1", "https://models.example/v1?a=b"}) {
    EndpointOptions options;
    options.base_url = url;
    const std::string message = test::error_of([&] { api_base(options); });
    EXPECT_THAT(message,
                HasSubstr(url == std::string("http://models.example/v1") ? "encrypted"
                                                                         : "--base-url takes"))
        << url;
    EXPECT_THAT(message, Not(HasSubstr("user:pw")));
  }
  EndpointOptions options;
  options.base_url = "http://models.example/v1/";
  options.allow_insecure = true;
  EXPECT_EQ(api_base(options), "http://models.example/v1");
}

TEST_F(EndpointTest, ReadsTheKeyFile) {
  base::Console console{-1};
  base::Log log(console, {});
  const auto file = folder_.write("key", "sk-of-file\n");
  std::filesystem::permissions(file, std::filesystem::perms(0600));
  EXPECT_EQ(curl_options(settings("--key-file " + file.string()), log).bearer_token, "sk-of-file");
  EXPECT_THAT(test::error_of([&] { curl_options(settings("--key-file sk-oops"), log); }),
              AllOf(HasSubstr("--key-file: no such file"), Not(HasSubstr("sk-oops"))));
  folder_.write("key", "two words\n");
  EXPECT_THAT(test::error_of([&] { curl_options(settings("--key-file " + file.string()), log); }),
              AllOf(HasSubstr("not a key"), Not(HasSubstr("two words"))));
}

}  // namespace
}  // namespace dora::llm
