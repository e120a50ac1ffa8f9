// Tests which groups a file puts services into, and which files are refused.
#include "collector/counting/groups_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/counting/service_groups.h"
#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::counting {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

class GroupsFileTest : public testing::Test {
 protected:
  GroupsFile file(const std::string& name, const std::string& text) {
    folder_.write(name, text);
    return GroupsFile(folder_ / name);
  }
  std::string error_of(const std::string& name, const std::string& text) {
    return test::error_of([&] { file(name, text); });
  }

  test::TemporaryFolder folder_;
};

TEST_F(GroupsFileTest, ReadsTomlAndCsvAlike) {
  const GroupsFile toml = file(
      "a.toml", "payments-api = \"payments\"\n\"a.b\" = [\"x\", \"y\"]\n\"pay*\" = \"money\"\n");
  const GroupsFile csv =
      file("a.csv", "service,group\npayments-api,payments\na.b,x\na.b,y\npay*,money\npay*,money\n");
  for (const GroupsFile* each : {&toml, &csv}) {
    EXPECT_THAT(each->groups_of("payments-api"), ElementsAre("money", "payments"));
    EXPECT_THAT(each->groups_of("a.b"), ElementsAre("x", "y"));
    EXPECT_THAT(each->groups_of("pay"), ElementsAre("money"));
    EXPECT_THAT(each->groups_of("other"), IsEmpty());
  }
  EXPECT_THAT(file("b.csv", "*,all\n").groups_of("anything"), ElementsAre("all"));
}

TEST_F(GroupsFileTest, FindsNamesThatNoServiceHas) {
  const GroupsFile groups = file("a.csv", "a,x\nb*,x\nc*,y\nd,y\n");
  EXPECT_THAT(groups.unused({{"a", {"x"}}, {"b-1", {"x"}}}), ElementsAre("d", "c*"));
  EXPECT_THAT(GroupsFile().unused({}), IsEmpty());
}

TEST_F(GroupsFileTest, NamesTheLineOfWhatItRefuses) {
  EXPECT_THAT(error_of("a.txt", ""), EndsWith("a.txt: the name must end in .toml or .csv"));
  EXPECT_THAT(error_of("a.csv", "a,x\nb\n"),
              EndsWith("a.csv: line 2: a line has two cells: service,group"));
  EXPECT_THAT(error_of("a.csv", "a,x\n,y\n"),
              EndsWith("a.csv: line 2: the name of the service or of the group is empty"));
  EXPECT_THAT(error_of("a.csv", "a*b,x\n"),
              EndsWith("a.csv: line 1: a * may stand only at the end of a name"));
  EXPECT_THAT(error_of("a.toml", "x = 1\na.b = \"x\"\n"),
              HasSubstr("a.toml: line 2: a service has a line"));
  EXPECT_THAT(error_of("a.toml", "x = \"y\n"), HasSubstr("a.toml: line 1: "));
}

TEST_F(GroupsFileTest, AddsToTheGroupsOfLabels) {
  const GroupsFile groups = file("a.csv", "a,x\nb,x\n");
  const model::Summary summary{{{"a", {}}, {"b", {}}, {"c", {}}, {"d", {}}}};
  EXPECT_THAT(groups_of(summary, {{"a", {"w", "x"}}, {"c", {"z"}}, {"gone", {"z"}}}, groups),
              ElementsAre(model::ServiceGroups{"a", {"w", "x"}}, model::ServiceGroups{"b", {"x"}},
                          model::ServiceGroups{"c", {"z"}}));
}

}  // namespace
}  // namespace dora::counting
