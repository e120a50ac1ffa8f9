// Tests that a site keeps exactly the files that did not change.
#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "collector/base/files/atomic_file.h"
#include "collector/base/parallel.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/published.h"
#include "tests/support/temporary_folder.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;
using test::entries;
using test::publish;
using test::TemporaryFolder;

/// Which file it is, and when it was written.
struct Identity {
  ino_t inode = 0;
  std::int64_t modified = 0;
  bool operator==(const Identity&) const = default;
};

Identity identity(const fs::path& path) {
  struct ::stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
  return {status.st_ino, status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
}

void add(site::SiteFolder& site, const std::string& name, const fs::path& picture) {
  const files::OpenFile source = files::open_named_file(picture);
  site.add(name, source, files::read_all(source));
}

TEST(SiteUnchanged, SharesAddedFilesUntilTheyAreReplaced) {
  const TemporaryFolder folder;
  const fs::path chart = folder.write("charts/a.png", "old picture");
  {
    site::SiteFolder site(folder / "site");
    add(site, "charts/a.png", chart);
    site.publish();
  }
  EXPECT_EQ(fs::hard_link_count(chart), 2U);
  files::write_file(chart, "new picture");
  EXPECT_EQ(files::read_file(folder / "site/charts/a.png"), "old picture");
}

TEST(SiteUnchanged, LeavesAnUnchangedSiteInPlace) {
  const TemporaryFolder folder;
  publish(folder / "site", "same");
  const Identity before = identity(folder / "site");
  publish(folder / "site", "same");
  EXPECT_EQ(identity(folder / "site"), before);
  EXPECT_EQ(entries(folder.path()),
            (std::set<std::string>{"site", "site/.dora-report-site", "site/index.html",
                                   "site/services", "site/services/same.html"}));
}

TEST(SiteUnchanged, DoesNotRewriteUnchangedFiles) {
  const TemporaryFolder folder;
  const auto write = [&](const std::string& text) {
    const fs::path chart = folder.write("chart-" + text + ".png", "a picture");
    site::SiteFolder site(folder / "site");
    site.write("same.html", "same");
    site.write("other.html", text);
    add(site, "charts/x.png", chart);  // Another file with the same bytes.
    site.publish();
  };
  write("old");
  const Identity page = identity(folder / "site/same.html");
  const Identity chart = identity(folder / "site/charts/x.png");
  write("new");
  EXPECT_EQ(identity(folder / "site/same.html"), page);
  EXPECT_EQ(identity(folder / "site/charts/x.png"), chart);
  EXPECT_EQ(files::read_file(folder / "site/other.html"), "new");
}

TEST(SiteUnchanged, RemovesAFileEvenIfTheOthersDidNotChange) {
  const TemporaryFolder folder;
  {
    site::SiteFolder site(folder / "site");
    site.write("a.html", "a");
    site.write("b.html", "b");
    site.publish();
  }
  site::SiteFolder site(folder / "site");
  site.write("a.html", "a");
  site.publish();
  EXPECT_FALSE(fs::exists(folder / "site/b.html"));
}

TEST(SiteUnchanged, DoesNotMistakeALinkForAnUnchangedFile) {
  const TemporaryFolder folder;
  publish(folder / "site", "same");
  folder.write("elsewhere", "same");
  fs::remove(folder / "site/index.html");
  fs::create_symlink(folder / "elsewhere", folder / "site/index.html");
  publish(folder / "site", "same");
  EXPECT_FALSE(fs::is_symlink(folder / "site/index.html"));
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "same");
}

TEST(SiteUnchanged, RefusesAFileThatChangedSinceItWasCompared) {
  const TemporaryFolder folder;
  const auto write = [](site::SiteFolder& site, const std::string& other) {
    site.write("same.html", "same");
    site.write("other.html", other);
  };
  {
    site::SiteFolder site(folder / "site");
    write(site, "old");
    site.publish();
  }
  site::SiteFolder site(folder / "site");
  write(site, "new");
  files::write_file(folder / "site/same.html", "else");
  EXPECT_TRUE(test::fails_with({"site/same.html was changed while"}, [&] { site.publish(); }));
  EXPECT_EQ(files::read_file(folder / "site/other.html"), "old");
}

TEST(SiteUnchanged, TakesFilesFromSeveralThreads) {
  const TemporaryFolder folder;
  const auto write = [&](int round) {
    site::SiteFolder site(folder / "site");
    base::in_parallel(300, 4, [&](std::size_t i) {
      const std::string name = std::to_string(i);  // Every third file changes.
      site.write("pages/" + name + ".html", name + (i % 3 == 0 ? std::to_string(round) : ""));
    });
    site.publish();
  };
  write(1);
  const Identity kept = identity(folder / "site/pages/1.html");
  write(2);
  EXPECT_EQ(entries(folder / "site").size(), 302U);
  EXPECT_EQ(files::read_file(folder / "site/pages/299.html"), "299");
  EXPECT_EQ(files::read_file(folder / "site/pages/297.html"), "2972");
  EXPECT_EQ(identity(folder / "site/pages/1.html"), kept);
}

}  // namespace
}  // namespace dora::reports
