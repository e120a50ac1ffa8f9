// Tests that a site appears as a whole or not at all, and that other people's files are never lost.
#include "reports/site/site_folder.h"

#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "collector/base/files/atomic_file.h"
#include "reports/site/site_marker.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/published.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temporary_folder.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;
using test::entries;
using test::fails_with;
using test::publish;
using test::TemporaryFolder;

unsigned mode_of(const fs::path& path) {
  return static_cast<unsigned>(fs::status(path).permissions()) & 0777U;
}

TEST(SiteFolder, AppearsWithPublishAndLeavesNothingElse) {
  const TemporaryFolder folder;
  {
    SiteFolder site(folder / "a/site");
    site.write("index.html", "new");
    EXPECT_FALSE(fs::exists(folder / "a/site"));
    site.publish();
  }
  EXPECT_EQ(files::read_file(folder / "a/site/index.html"), "new");
  EXPECT_EQ(entries(folder.path()), (std::set<std::string>{"a", "a/site", "a/site/index.html",
                                                           "a/site/.dora-report-site"}));
}

TEST(SiteFolder, ReplacesTheOldSiteAsAWhole) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  publish(folder / "site", "new");
  EXPECT_EQ(entries(folder.path()),
            (std::set<std::string>{"site", "site/.dora-report-site", "site/index.html",
                                   "site/services", "site/services/new.html"}));
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "new");
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
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "old");
}

TEST(SiteFolder, AcceptsAnEmptyFolder) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "site");
  publish(folder / "site", "new");
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "new");
  EXPECT_EQ(entries(folder.path()).count(".site.old"), 0U);
}

TEST(SiteFolder, RefusesSomeoneElsesFolder) {
  const TemporaryFolder folder;
  folder.write("site/thesis.txt", "years of work");
  EXPECT_TRUE(fails_with({(folder / "site").string(), "thesis.txt", "empty or a new folder"},
                         [&] { SiteFolder{folder / "site"}; }));
  EXPECT_EQ(entries(folder.path()), (std::set<std::string>{"site", "site/thesis.txt"}));
}

TEST(SiteFolder, RefusesToDeleteAFileAddedToTheSite) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  folder.write("site/services/notes.txt", "mine");
  EXPECT_TRUE(
      fails_with({"services/notes.txt", "move it away"}, [&] { SiteFolder{folder / "site"}; }));
  EXPECT_EQ(files::read_file(folder / "site/services/notes.txt"), "mine");
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "old");
  EXPECT_FALSE(fs::exists(folder / ".site.new"));
}

TEST(SiteFolder, RefusesAFileThatAppearsWhileWriting) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  SiteFolder site(folder / "site");
  site.write("index.html", "new");
  folder.write("site/CNAME", "mine");
  EXPECT_TRUE(fails_with({"CNAME"}, [&] { site.publish(); }));
  EXPECT_EQ(files::read_file(folder / "site/CNAME"), "mine");
}

TEST(SiteFolder, RefusesAFile) {
  const TemporaryFolder folder;
  folder.write("site", "a file");
  EXPECT_TRUE(fails_with({(folder / "site").string(), "not a folder"},
                         [&] { SiteFolder{folder / "site"}; }));
  EXPECT_EQ(entries(folder.path()), std::set<std::string>{"site"});
}

TEST(SiteFolder, NamesTheSiteWhereNothingCanBeWritten) {
  EXPECT_TRUE(fails_with({"--out /proc/site cannot be made", "into /proc:", "choose another name"},
                         [] { SiteFolder{"/proc/site"}; }));
}

TEST(SiteFolder, CleansUpAfterAKilledRun) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  folder.write(".site.new/.dora-report-site", marker_head() + "services/half.html\nnext.html\n");
  folder.write(".site.new/services/half.html", "half");
  folder.write(".site.old/.dora-report-site", marker_text({"index.html"}));
  folder.write(".site.old/index.html", "older");
  publish(folder / "site", "new");
  EXPECT_EQ(entries(folder.path()),
            (std::set<std::string>{"site", "site/.dora-report-site", "site/index.html",
                                   "site/services", "site/services/new.html"}));
}

TEST(SiteFolder, RestoresTheOldSiteIfARunWasKilledBetweenTwoRenames) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  fs::rename(folder / "site", folder / ".site.old");
  { const SiteFolder site(folder / "site"); }
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "old");
  EXPECT_FALSE(fs::exists(folder / ".site.old"));
}

TEST(SiteFolder, DoesNotMistakeOtherPeoplesFoldersForLeftovers) {
  for (const char* name : {".site.new", ".site.old"}) {
    const TemporaryFolder folder;
    publish(folder / "site", "old");
    folder.write(std::string(name) + "/mine.txt", "mine");
    EXPECT_TRUE(fails_with({name, "move it away"}, [&] { publish(folder / "site", "new"); }));
    EXPECT_EQ(files::read_file(folder / name / "mine.txt"), "mine");
    EXPECT_EQ(files::read_file(folder / "site/index.html"), "old");
  }
}

TEST(SiteFolder, DeletesOnlyListedFilesOfALeftover) {
  for (const char* name : {".site.new", ".site.old"}) {
    const TemporaryFolder folder;
    publish(folder / "site", "old");
    folder.write(std::string(name) + "/.dora-report-site", marker_text({"index.html"}));
    folder.write(std::string(name) + "/index.html", "ours");
    folder.write(std::string(name) + "/services/mine.txt", "mine");
    EXPECT_TRUE(fails_with({name, "move it away"}, [&] { publish(folder / "site", "new"); }));
    EXPECT_EQ(files::read_file(folder / name / "services/mine.txt"), "mine");
    EXPECT_EQ(files::read_file(folder / "site/index.html"), "old");
  }
}

TEST(SiteFolder, LeavesAFolderOfThatNameAloneIfThereIsNoSite) {
  const TemporaryFolder folder;
  folder.write(".site.old/mine.txt", "mine");
  publish(folder / "site", "new");
  EXPECT_EQ(files::read_file(folder / ".site.old/mine.txt"), "mine");
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "new");
}

TEST(SiteFolder, LeavesFilesThatOthersPutIntoTheNewSite) {
  const TemporaryFolder folder;
  {
    SiteFolder site(folder / "site");
    site.write("services/a.html", "a");
    folder.write(".site.new/services/mine.txt", "mine");
  }
  EXPECT_EQ(entries(folder.path()),
            (std::set<std::string>{".site.new", ".site.new/.dora-report-site", ".site.new/services",
                                   ".site.new/services/mine.txt"}));
}

TEST(SiteFolder, ListsAFileBeforeItExists) {
  const TemporaryFolder folder;
  SiteFolder site(folder / "site");
  site.write("services/a.html", "a");
  EXPECT_EQ(files::read_file(folder / ".site.new/.dora-report-site"),
            marker_head() + "services/a.html\n");
}

TEST(SiteFolder, KeepsTwoRunsApart) {
  const TemporaryFolder folder;
  SiteFolder first(folder / "site");
  EXPECT_TRUE(fails_with({"another run is writing it"}, [&] { SiteFolder{folder / "site"}; }));
  first.write("index.html", "first");
  first.publish();
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "first");
}

TEST(SiteFolder, FollowsALinkToItsFolder) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "real");
  fs::create_directory_symlink(folder / "real", folder / "link");
  publish(folder / "link/", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(files::read_file(folder / "real/index.html"), "new");
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

TEST(SiteFolder, GivesKeptFilesThePermissionsOfNewOnes) {
  const TemporaryFolder folder;
  const mode_t before = ::umask(0077);
  publish(folder / "same", "a");
  publish(folder / "changed", "a");
  ::umask(0022);
  publish(folder / "same", "a");
  SiteFolder site(folder / "changed");
  site.write("index.html", "b");
  site.write("services/a.html", "a");
  site.publish();
  ::umask(before);
  for (const char* name : {"same", "changed"}) {
    EXPECT_EQ(mode_of(folder / name), 0755U) << name;
    EXPECT_EQ(mode_of(folder / name / "services"), 0755U) << name;
    for (const char* file : {"index.html", "services/a.html", ".dora-report-site"}) {
      EXPECT_EQ(mode_of(folder / name / file), 0644U) << name << '/' << file;
    }
  }
}

/// Publishes one picture and its page.
void publish_picture(const fs::path& site_folder, const fs::path& picture) {
  SiteFolder site(site_folder);
  const files::OpenFile source = files::open_named_file(picture);
  site.add("charts/a.png", source, files::read_all(source));
  site.publish();
}

TEST(SiteFolder, GivesPicturesThePermissionsOfNewFiles) {
  const TemporaryFolder folder;
  const fs::path picture = folder.write("a.png", "picture");
  fs::permissions(picture, fs::perms{0600});
  const mode_t before = ::umask(0022);
  publish_picture(folder / "site", picture);
  EXPECT_EQ(mode_of(folder / "site/charts/a.png"), 0644U);
  fs::permissions(picture, fs::perms{0600});
  publish_picture(folder / "site", picture);
  ::umask(before);
  EXPECT_EQ(mode_of(folder / "site/charts/a.png"), 0644U);
  EXPECT_TRUE(fs::equivalent(folder / "site/charts/a.png", picture));
}

TEST(SiteFolder, LeavesPermissionsOfFilesWithOtherNames) {
  const TemporaryFolder folder;
  const mode_t before = ::umask(0022);
  publish(folder / "site", "a");
  fs::create_hard_link(folder / "site/index.html", folder / "private");
  fs::permissions(folder / "private", fs::perms{0600});
  const fs::path picture = folder.write("a.png", "picture");
  fs::permissions(picture, fs::perms{0600});
  fs::create_hard_link(picture, folder / "other.png");
  publish(folder / "site", "a");
  publish_picture(folder / "pictures", picture);
  ::umask(before);
  EXPECT_EQ(mode_of(folder / "private"), 0600U);
  EXPECT_EQ(mode_of(folder / "site/index.html"), 0644U);
  EXPECT_EQ(mode_of(picture), 0600U);
  EXPECT_EQ(mode_of(folder / "pictures/charts/a.png"), 0644U);
}

TEST(SiteFolder, LeavesNothingWhenTheDiskIsFull) {
  const TemporaryFolder folder;
  publish(folder / "site", "old");
  const auto before = entries(folder.path());
  {
    const test::FileSizeLimit limit(10);  // Simulates a full disk.
    EXPECT_TRUE(fails_with({"cannot write"}, [&] { SiteFolder{folder / "site"}; }));
  }
  EXPECT_EQ(entries(folder.path()), before);
}

TEST(ResolvedFolder, IsNeverTheRoot) {
  EXPECT_TRUE(fails_with({"'/'"}, [] { resolved_folder("/"); }));
  EXPECT_EQ(resolved_folder("."), fs::canonical(fs::current_path()));
}

}  // namespace
}  // namespace dora::site
