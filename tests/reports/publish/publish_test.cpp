// Tests that a site is checked before it is published, and how it gets to its place.
#include "reports/publish.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "reports/publish/preflight.h"
#include "reports/site/site_marker.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/report_stage.h"
#include "tests/support/error_of.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;
using test::fails_with;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Publish : public test::ReportStage {
 protected:
  Publish() {
    publish_.site = options_.out;
    publish_.to = (folder_ / "www").string();
  }

  base::ExitCode publish() {
    base::RunContext context{log_, console_, interrupt_, {}};
    return reports::publish(publish_, context);
  }
  fs::path www() const { return folder_ / "www"; }
  mode_t mode_of(const fs::path& path) const {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 0777;
  }

  PublishOptions publish_;
};

TEST_F(Publish, PutsTheSiteInPlaceReadableWhateverTheUmask) {
  const mode_t before = ::umask(077);
  run(test::small_sample());
  EXPECT_EQ(publish(), base::ExitCode::done);
  ::umask(before);
  EXPECT_EQ(files::read_file(www() / "index.html"), page("index.html"));
  EXPECT_EQ(mode_of(www() / "index.html"), 0644);
  EXPECT_EQ(mode_of(www() / "services/orders-web.html"), 0644);
  EXPECT_EQ(mode_of(www() / "services"), 0755);
  EXPECT_EQ(mode_of(www()), 0755);
  EXPECT_TRUE(site::is_written_by_us(www()));
}

TEST_F(Publish, ReplacesAnEarlierSiteWholeAndLeavesItAloneIfNothingChanged) {
  run(test::small_sample());
  publish();
  const auto time = fs::last_write_time(www() / "index.html");
  publish();
  EXPECT_EQ(fs::last_write_time(www() / "index.html"), time);
  test::Sample other = test::small_sample();
  other.services.push_back(test::daily_service("new", "2024-03-14T20:00:00Z"));
  run(other);
  publish();
  EXPECT_TRUE(fs::exists(www() / "services/new.html"));
}

// A file of the same size and time but other content, as with SOURCE_DATE_EPOCH.
TEST_F(Publish, ComparesByContent) {
  run(test::small_sample());
  publish();
  const fs::path file = www() / "index.html";
  const auto time = fs::last_write_time(file);
  files::write_file(file, std::string(fs::file_size(file), 'x'));
  fs::last_write_time(file, time);
  publish();
  EXPECT_EQ(files::read_file(file), page("index.html"));
}

TEST_F(Publish, CopiesForHostsThatAcceptNoLinks) {
  run(test::small_sample());
  publish_.to = "github-pages:" + www().string();
  EXPECT_EQ(publish(), base::ExitCode::done);
  EXPECT_TRUE(fs::exists(www() / ".nojekyll"));
  for (const auto& entry : fs::recursive_directory_iterator(www())) {
    EXPECT_FALSE(entry.is_symlink()) << entry.path();
    EXPECT_TRUE(entry.is_directory() || entry.hard_link_count() == 1) << entry.path();
  }
}

TEST_F(Publish, RefusesWhatTheTargetWouldNotAccept) {
  run(test::small_sample());
  publish_.to = "gitlab-pages:" + www().string();
  publish_.limits = {"bytes=1K"};
  EXPECT_TRUE(
      fails_with({"GitLab Pages would not accept the site", "--limit"}, [&] { publish(); }));
  EXPECT_THAT(messages(), HasSubstr("are more than the 1 KB that GitLab Pages accepts"));
  publish_.limits = {"entries=3"};
  EXPECT_TRUE(fails_with({"would not accept"}, [&] { publish(); }));
  publish_.limits = {"inodes=3"};
  EXPECT_TRUE(fails_with({"--limit takes bytes=500M or entries=50000"}, [&] { publish(); }));
  EXPECT_FALSE(fs::exists(www()));
}

TEST_F(Publish, OnlyLooksIfAsked) {
  run(test::small_sample());
  publish_.check = true;
  EXPECT_EQ(publish(), base::ExitCode::done);
  EXPECT_FALSE(fs::exists(www()));
}

TEST_F(Publish, KeepsAGoodSiteFromAnEmptyReport) {
  test::Sample sample = test::small_sample();
  run(sample);
  publish();
  sample.services.clear();
  options_.allow_shrink = true;
  run(sample);
  EXPECT_TRUE(fails_with({"has no deployments", "--allow-shrink"}, [&] { publish(); }));
  EXPECT_TRUE(fs::exists(www() / "services/orders-web.html"));
  publish_.allow_shrink = true;
  EXPECT_EQ(publish(), base::ExitCode::done);
}

TEST_F(Publish, TakesOnlySitesOfOursAndReplacesNothingElse) {
  EXPECT_TRUE(fails_with({"there is no such folder"}, [&] { publish(); }));
  run(test::small_sample());
  folder_.write("www/notes.txt", "notes");
  EXPECT_TRUE(fails_with({"notes.txt"}, [&] { publish(); }));
  publish_.to = "ftp://server";
  EXPECT_TRUE(
      fails_with({"'ftp' is not known", "gitlab-pages:FOLDER", "s3://BUCKET"}, [&] { publish(); }));
  publish_.to = (folder_ / "elsewhere").string();
  files::write_file(options_.out / "extra.txt", "x");
  EXPECT_TRUE(fails_with({"is not a site as dora-report wrote it"}, [&] { publish(); }));
}

TEST_F(Publish, RefusesASiteThatIsNotComplete) {
  run(test::small_sample());
  const fs::path index = options_.out / "index.html";
  fs::rename(index, folder_ / "index.html");
  EXPECT_TRUE(fails_with({"index.html is missing"}, [&] { publish(); }));
  fs::create_symlink(folder_ / "index.html", index);
  EXPECT_TRUE(fails_with({"index.html is missing, or is no longer a file"}, [&] { publish(); }));
  EXPECT_FALSE(fs::exists(www()));
}

TEST_F(Publish, RefusesToPublishASiteWithinItself) {
  run(test::small_sample());
  for (const fs::path& target : {options_.out / "public", options_.out, folder_.path()}) {
    publish_.to = target.string();
    EXPECT_TRUE(fails_with({"one contains the other"}, [&] { publish(); })) << target;
  }
  EXPECT_TRUE(site::is_written_by_us(options_.out));
}

TEST_F(Publish, TakesAPublishedSiteAndALinkToOne) {
  run(test::small_sample());
  publish_.to = "github-pages:" + www().string();
  publish();
  fs::create_directory_symlink(www(), folder_ / "link");
  publish_.site = folder_ / "link";
  publish_.to = "github-pages:" + (folder_ / "second").string();
  EXPECT_EQ(publish(), base::ExitCode::done);
  EXPECT_TRUE(fs::exists(folder_ / "second/.nojekyll"));
}

TEST(Preflight, FindsWhatWouldGetLost) {
  publish::SiteFacts facts;
  facts.differing_case = {"A and a"};
  EXPECT_THAT(problems_of(facts, {}, publish::TargetKind::folder),
              ElementsAre(HasSubstr("differ in case only")));
  EXPECT_THAT(problems_of({}, limits_of(publish::TargetKind::gitlab_pages),
                          publish::TargetKind::gitlab_pages),
              IsEmpty());
}

TEST(Preflight, KnowsWhatABucketAccepts) {
  const publish::Limits limits = limits_of(publish::TargetKind::s3);
  publish::SiteFacts facts;
  facts.differing_case = {"A and a"};
  facts.largest_bytes = 5'000'000'000;
  facts.longest = std::string(1024, 'n');
  EXPECT_THAT(problems_of(facts, limits, publish::TargetKind::s3), IsEmpty());
  ++facts.largest_bytes;
  facts.longest += "n";
  EXPECT_THAT(problems_of(facts, limits, publish::TargetKind::s3),
              ElementsAre(HasSubstr("more than the 5,000 MB that S3 accepts for one file"),
                          HasSubstr("1025 characters, more than the 1024 that S3 accepts")));
}

TEST_F(Publish, AsksForTheKeysOfABucketAfterTheSiteWasChecked) {
  ::unsetenv("AWS_ACCESS_KEY_ID");
  publish_.to = "s3://bucket/prefix";
  EXPECT_TRUE(fails_with({"there is no such folder"}, [&] { publish(); }));
  run(test::small_sample());
  EXPECT_TRUE(fails_with({"AWS_ACCESS_KEY_ID is not set"}, [&] { publish(); }));
}

}  // namespace
}  // namespace dora::reports
