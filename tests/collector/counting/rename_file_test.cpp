// Tests which lines a file of renamed services may have.
#include "collector/counting/rename_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::counting {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

TEST(RenameFile, HoldsOldAndNewNames) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(read_rename_file(folder.write("names.csv", "old,new\nolder,new\nold,newest\n")),
              ElementsAre(Pair("old", "newest"), Pair("older", "new")));
}

TEST(RenameFile, NamesTheLineThatIsWrong) {
  const test::TemporaryFolder folder;
  for (const char* line : {"alone", "a,b,c", ",new", "old,"}) {
    const auto file = folder.write("names.csv", std::string("old,new\n") + line + "\n");
    EXPECT_THAT(test::error_of([&] { read_rename_file(file); }),
                HasSubstr("names.csv: line 2: a line has two names: old,new"))
        << line;
  }
}

}  // namespace
}  // namespace dora::counting
