// Tests that a site appears whole or not at all, and that nobody else's files are lost.
#include "reports/site_folder.h"

#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "collector/base/atomic_file.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/published.h"
#include "tests/support/temporary_folder.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;
using test::entries;
using test::fails_with;
using test::publish;
using test::TemporaryFolder;

unsigned mode_of(const fs::path& path) {
  return static_cast<unsigned>(fs::status(path).permissions()) & 0777U;
}

TEST(SiteFolder, AppearsWithPublishAndLeavesNothingBeside) {
  const TemporaryFolder folder;
  {
    SiteFolder site(folder / "a/site");
    site.write("index.html", "new");
    EXPECT_FALSE(fs::exists(folder / "a/site"));
    site.publish();
  }
  EXPECT_EQ(base::read_file(folder / "a/site/index.html"), "new");
  EXPECT_EQ(entries(folder.path()), (std::set<std::string>{"a", "a/site", "a/site/index.html",
                                                           "a/site/.dora-report-site"}));
}

TEST(SiteFolder, ReplacesTheOldSiteWhole) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  publish(folder / "site", "new");
  EXPECT_EQ(entries(folder.path()),
            (std::set<std::string>{"site", "site/.dora-report-site", "site/index.html",
                                   "site/services", "site/services/new.html"}));
  EXPECT_EQ(base::read_file(folder / "site/index.html"), "new");
}

TEST(SiteFolder, LeavesTheOldSiteWhenTheNewOneIsNotPublished) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  const auto before = entries(folder.path());
  {
    SiteFolder site(folder / "site");
    site.write("index.html", "half");
  }
  EXPECT_EQ(entries(folder.path()), before);
  EXPECT_EQ(base::read_file(folder / "site/index.html"), "old");
}

TEST(SiteFolder, TakesAnEmptyFolder) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "site");
  publish(folder / "site", "new");
  EXPECT_EQ(base::read_file(folder / "site/index.html"), "new");
  EXPECT_EQ(entries(folder.path()).count(".site.old"), 0U);
}

TEST(SiteFolder, RefusesAFolderOfSomebodyElse) {
  const TemporaryFolder folder;
  folder.write("site/thesis.txt", "years of work");
  EXPECT_TRUE(fails_with({(folder / "site").string(), "thesis.txt", "empty or a new folder"},
                         [&] { SiteFolder{folder / "site"}; }));
  EXPECT_EQ(entries(folder.path()), (std::set<std::string>{"site", "site/thesis.txt"}));
}

TEST(SiteFolder, RefusesToDeleteAFileThatWasPutIntoTheSite) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  folder.write("site/services/notes.txt", "mine");
  EXPECT_TRUE(
      fails_with({"services/notes.txt", "move it away"}, [&] { SiteFolder{folder / "site"}; }));
  EXPECT_EQ(base::read_file(folder / "site/services/notes.txt"), "mine");
  EXPECT_EQ(base::read_file(folder / "site/index.html"), "old");
  EXPECT_FALSE(fs::exists(folder / ".site.new"));
}

TEST(SiteFolder, RefusesAFileThatAppearsWhileItIsWriting) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  SiteFolder site(folder / "site");
  site.write("index.html", "new");
  folder.write("site/CNAME", "mine");
  EXPECT_TRUE(fails_with({"CNAME"}, [&] { site.publish(); }));
  EXPECT_EQ(base::read_file(folder / "site/CNAME"), "mine");
}

TEST(SiteFolder, RefusesAFile) {
  const TemporaryFolder folder;
  folder.write("site", "a file");
  EXPECT_TRUE(fails_with({(folder / "site").string(), "not a folder"},
                         [&] { SiteFolder{folder / "site"}; }));
  EXPECT_EQ(entries(folder.path()), std::set<std::string>{"site"});
}

TEST(SiteFolder, CleansWhatAKilledRunLeft) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  folder.write(".site.new/.dora-report-site", "");
  folder.write(".site.new/services/half.html", "half");
  folder.write(".site.old/.dora-report-site", "");
  folder.write(".site.old/index.html", "older");
  publish(folder / "site", "new");
  EXPECT_EQ(entries(folder.path()),
            (std::set<std::string>{"site", "site/.dora-report-site", "site/index.html",
                                   "site/services", "site/services/new.html"}));
}

TEST(SiteFolder, BringsBackTheOldSiteWhenARunWasKilledBetweenTwoRenames) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  fs::rename(folder / "site", folder / ".site.old");
  { const SiteFolder site(folder / "site"); }
  EXPECT_EQ(base::read_file(folder / "site/index.html"), "old");
  EXPECT_FALSE(fs::exists(folder / ".site.old"));
}

TEST(SiteFolder, DoesNotTakeOtherPeoplesFoldersForLeftovers) {
  for (const char* name : {".site.new", ".site.old"}) {
    const TemporaryFolder folder;
    publish(folder / "site", "old");
    folder.write(std::string(name) + "/mine.txt", "mine");
    EXPECT_TRUE(fails_with({name, "move it away"}, [&] { publish(folder / "site", "new"); }));
    EXPECT_EQ(base::read_file(folder / name / "mine.txt"), "mine");
    EXPECT_EQ(base::read_file(folder / "site/index.html"), "old");
  }
}

TEST(SiteFolder, KeepsTwoRunsApart) {
  const TemporaryFolder folder;
  SiteFolder first(folder / "site");
  EXPECT_TRUE(fails_with({"another run is writing it"}, [&] { SiteFolder{folder / "site"}; }));
  first.write("index.html", "first");
  first.publish();
  EXPECT_EQ(base::read_file(folder / "site/index.html"), "first");
}

TEST(SiteFolder, FollowsALinkToTheFolderThatItMeans) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "real");
  fs::create_directory_symlink(folder / "real", folder / "link");
  publish(folder / "link/", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(base::read_file(folder / "real/index.html"), "new");
}

TEST(SiteFolder, HonoursTheUmask) {
  const TemporaryFolder folder;
  const mode_t before = ::umask(0);
  publish(folder / "open", "a");
  ::umask(0077);
  publish(folder / "closed", "a");
  ::umask(before);
  EXPECT_EQ(mode_of(folder / "open"), 0755U);
  EXPECT_EQ(mode_of(folder / "open/services"), 0755U);
  EXPECT_EQ(mode_of(folder / "open/index.html"), 0644U);
  EXPECT_EQ(mode_of(folder / "closed"), 0700U);
  EXPECT_EQ(mode_of(folder / "closed/index.html"), 0600U);
}

TEST(SiteFolder, NamesAFileThatCannotBeAdded) {
  const TemporaryFolder folder;
  SiteFolder site(folder / "site");
  EXPECT_TRUE(fails_with({(folder / "absent.png").string()},
                         [&] { site.add("charts/a.png", folder / "absent.png"); }));
}

TEST(ReplaceByRenames, PutsTheOldSiteAside) {
  const TemporaryFolder folder;
  folder.write("new/index.html", "new");
  folder.write("site/index.html", "old");
  replace_by_renames(folder / "new", folder / "site", folder / "aside");
  EXPECT_EQ(base::read_file(folder / "site/index.html"), "new");
  EXPECT_EQ(base::read_file(folder / "aside/index.html"), "old");
}

TEST(ReplaceByRenames, PutsTheOldSiteBackWhenTheNewOneCannotBeMoved) {
  const TemporaryFolder folder;
  folder.write("site/index.html", "old");
  EXPECT_TRUE(fails_with({(folder / "site").string()}, [&] {
    replace_by_renames(folder / "absent", folder / "site", folder / "aside");
  }));
  EXPECT_EQ(base::read_file(folder / "site/index.html"), "old");
}

TEST(ResolvedFolder, IsNeverTheRoot) {
  EXPECT_TRUE(fails_with({"'/'"}, [] { resolved_folder("/"); }));
  EXPECT_EQ(resolved_folder("."), fs::canonical(fs::current_path()));
}

}  // namespace
}  // namespace dora::reports
