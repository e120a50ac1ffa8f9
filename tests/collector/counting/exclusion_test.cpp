// Tests of collector/counting/exclusion.
#include "collector/counting/exclusion.h"

#include <gtest/gtest.h>

namespace dora::counting {
namespace {

gitlab::MergeRequest by(std::string author, std::vector<std::string> labels = {}) {
  gitlab::MergeRequest result;
  result.author = std::move(author);
  result.labels = std::move(labels);
  return result;
}

TEST(Exclusion, NothingIsExcludedByDefault) {
  EXPECT_EQ(exclusion_of(by("project_1_bot", {"drill"}), {}), Exclusion::none);
}

TEST(Exclusion, AuthorsAreComparedCompletelyAndIgnoringCase) {
  const Exclusions exclusions{{"Jim", "jane.doe", ""}, {}, false};
  EXPECT_EQ(exclusion_of(by("jim"), exclusions), Exclusion::author);
  EXPECT_EQ(exclusion_of(by("Jane.Doe"), exclusions), Exclusion::author);
  EXPECT_EQ(exclusion_of(by("jimmy"), exclusions), Exclusion::none);
  EXPECT_EQ(exclusion_of(by(""), exclusions), Exclusion::none) << "no author is not an empty one";
}

TEST(Exclusion, LabelsAreComparedExactly) {
  const Exclusions exclusions{{}, {"drill", "type::test"}, false};
  EXPECT_EQ(exclusion_of(by("", {"service:a", "drill"}), exclusions), Exclusion::label);
  EXPECT_EQ(exclusion_of(by("", {"type::test"}), exclusions), Exclusion::label);
  EXPECT_EQ(exclusion_of(by("", {"Drill", "drills", "type:test"}), exclusions), Exclusion::none);
}

TEST(Exclusion, BotsAreFlaggedByGitLabOrNamedLikeBots) {
  const Exclusions exclusions{{}, {}, true};
  gitlab::MergeRequest said = by("jane");
  said.author_is_bot = true;
  EXPECT_EQ(exclusion_of(said, exclusions), Exclusion::bot);
  EXPECT_EQ(exclusion_of(by("group_7_bot"), exclusions), Exclusion::bot);
  EXPECT_EQ(exclusion_of(by("jane"), exclusions), Exclusion::none);
}

TEST(Exclusion, TheFirstReasonCounts) {
  const Exclusions exclusions{{"renovate"}, {"drill"}, true};
  EXPECT_EQ(exclusion_of(by("renovate", {"drill"}), exclusions), Exclusion::author);
  EXPECT_EQ(exclusion_of(by("dependabot", {"drill"}), exclusions), Exclusion::label);
}

TEST(BotName, IsThatOfAnAccessTokenOrAKnownBot) {
  for (const char* name :
       {"project_123_bot", "project_123_bot2", "project_1_bot_4ffca233d8298ea1",
        "group_45_bot_0a1b", "group_45_bot", "Project_123_Bot_AB", "renovate", "renovate-bot",
        "renovate[bot]", "Renovate_Prod", "dependabot", "dependabot[bot]", "dependabot-gitlab"}) {
    EXPECT_TRUE(is_bot_name(name)) << name;
  }
  for (const char* name : {"", "bot", "robotnik", "project_bot", "project_x_bot", "project_12",
                           "project_12_bottom", "project_12_bot2x", "my_project_12_bot",
                           "renovater", "renovate2", "mr-renovate", "users_12_bot"}) {
    EXPECT_FALSE(is_bot_name(name)) << name;
  }
}

}  // namespace
}  // namespace dora::counting
