// Tests the files for mail as the report writes them: place, week, size, and links to the site.
#include "reports/site/user_file.h"

#include <csignal>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/files/sha256.h"
#include "renderer/chart/chart_index.h"
#include "reports/pages/single_file.h"
#include "reports/report.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/sample.h"
#include "tests/support/temporary_folder.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;
using test::fails_with;
using test::small_sample;

class MailTest : public testing::Test {
 protected:
  MailTest() {
    small_sample().write(folder_.path());
    options_.data = folder_ / "data";
    options_.charts = {folder_ / "charts"};
    options_.out = folder_ / "site";
    options_.single_file = folder_ / "weekly.html";
  }

  base::ExitCode run() {
    base::RunContext context{log_, console_, interrupt_, {}};
    return report(options_, context);
  }

  std::string mail() const { return files::read_file(options_.single_file); }
  std::string messages() const { return files::read_file(folder_ / "log"); }
  std::string page(const std::string& name) const { return files::read_file(options_.out / name); }

  test::TemporaryFolder folder_;
  base::Console console_{-1, true};
  base::Log log_{console_, folder_ / "log"};
  base::Interrupt interrupt_;
  reports::ReportOptions options_;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST_F(MailTest, IsTheDigestOfTheChosenWeekWithTheReportsStyleAndTheme) {
  options_.single_file = folder_ / "new/weekly.html";
  options_.week = "2024-W09";
  options_.theme = folder_.write("theme.css", ":root { --accent: #7a2e8e }\n");
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_NE(mail().find("<title>Week 9 of 2024 – platform/deployments</title>"), std::string::npos);
  EXPECT_NE(mail().find("Collected from <bdi>platform/deployments</bdi> on 15 March 2024"),
            std::string::npos);
  EXPECT_EQ(count(mail(), "<img src=\"data:image/png;base64,"), 2U);  // All services, orders-web.
  EXPECT_NE(mail().find("<style>" + page("style.css") + "</style>"), std::string::npos);
  EXPECT_EQ(messages().find("mail servers"), std::string::npos);
}

TEST_F(MailTest, ShowsTheLastFullWeekByDefault) {
  run();
  EXPECT_NE(mail().find("<h1>Week 10 of 2024</h1>"), std::string::npos);
}

TEST_F(MailTest, WarnsIfTheFileIsTooLarge) {
  const std::size_t pixels =
      pages::single_file_limit / 4 * 3 + 10'000;  // Base64 makes four bytes of three.
  const fs::path index = folder_ / "charts/charts.json";
  chart::ChartIndex charts = chart::read_chart_index(index);
  const std::string picture = "\x89PNG\r\n\x1a\n" + std::string(pixels, 'x');
  charts.charts[0].sha256 = files::sha256(picture);
  files::write_file(index, chart::to_json(charts));
  folder_.write("charts/combined_deployment_metrics.png", picture);
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_GT(fs::file_size(options_.single_file), pages::single_file_limit);
  EXPECT_NE(messages().find("weekly.html has 5.0 MB, and mail servers may refuse more than 5: "
                            "render smaller pictures (--scale 1, --png palette)"),
            std::string::npos)
      << messages();
}

TEST_F(MailTest, LeavesTheOldFileWhenTheReportFails) {
  const std::string old = "<!DOCTYPE html>\nlast week's";
  files::write_file(options_.single_file, old);
  options_.week = "2031-W01";
  EXPECT_TRUE(fails_with({"2031-W01"}, [&] { run(); }));
  options_.week = "";
  std::raise(SIGTERM);
  EXPECT_THROW(run(), base::Interrupted);
  EXPECT_EQ(mail(), old);
  EXPECT_FALSE(fs::exists(folder_ / ".weekly.html.tmp"));
}

TEST_F(MailTest, RefusesAFolderOrAPathInTheSiteBeforeReading) {
  const auto refused = [&](const fs::path& file, const std::vector<std::string>& words) {
    options_.single_file = file;
    return fails_with(words, [&] { check_report_options(options_); }) &&
           fails_with(words, [&] { run(); });
  };
  EXPECT_TRUE(refused(options_.out / "weekly.html", {"--single-file", "choose a path outside"}));
  EXPECT_TRUE(refused(options_.out, {"--single-file", "choose a path outside"}));
  EXPECT_TRUE(refused(folder_.path(), {"--single-file", "is a folder", "weekly.html"}));
  EXPECT_TRUE(refused(folder_ / "new/", {"--single-file", "is a folder"}));
  EXPECT_FALSE(fs::exists(options_.out));
}

TEST_F(MailTest, ReplacesOnlyPages) {
  options_.single_file = folder_.write("notes.txt", "notes");
  EXPECT_TRUE(fails_with({"notes.txt", "did not write"}, [&] { check_report_options(options_); }));
  EXPECT_TRUE(fails_with({"notes.txt", "did not write"}, [&] { run(); }));
  EXPECT_EQ(mail(), "notes");
  options_.single_file = folder_.write("made-by-mktemp", "");
  EXPECT_EQ(run(), base::ExitCode::done);
}

TEST_F(MailTest, WritesTheTextOfAMailAndTheMessage) {
  options_.mail_body = folder_ / "new/mail.html";
  options_.eml = folder_ / "weekly.eml";
  for (int run_twice = 0; run_twice < 2; ++run_twice) {
    EXPECT_EQ(run(), base::ExitCode::done);
  }
  EXPECT_TRUE(files::read_file(folder_ / "new/mail.html").starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(
      files::read_file(folder_ / "new/mail.txt").starts_with("Deployment report of platform"));
  const std::string message = files::read_file(options_.eml);
  EXPECT_TRUE(message.starts_with("X-Mailer: dora-report\n")) << message.substr(0, 100);
  EXPECT_NE(message.find("Content-Id: <chart@dora-report>"), std::string::npos);
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_EQ(files::read_file(options_.eml), message) << "the same content, the same bytes";
}

TEST_F(MailTest, KeepsFilesOfOthersBesideTheMail) {
  options_.mail_body = folder_ / "mail.html";
  folder_.write("mail.txt", "notes");
  EXPECT_TRUE(fails_with({"--mail-body", "mail.txt", "did not write"}, [&] { run(); }));
  EXPECT_FALSE(fs::exists(options_.mail_body));
  options_.mail_body = options_.out / "mail.html";
  EXPECT_TRUE(fails_with({"--mail-body", "choose a path outside"}, [&] { run(); }));
  options_.mail_body.clear();
  options_.eml = folder_.write("weekly.eml", "Subject: mine\n");
  EXPECT_TRUE(fails_with({"--eml", "weekly.eml", "did not write"}, [&] { run(); }));
}

TEST_F(MailTest, ReplacesNeitherALinkNorADevice) {
  const fs::path kept = folder_.write("kept.html", "kept");
  fs::create_symlink(kept, folder_ / "link.html");
  options_.single_file = folder_ / "link.html";
  EXPECT_TRUE(
      fails_with({"link.html", "a symbolic link"}, [&] { check_report_options(options_); }));
  EXPECT_TRUE(fails_with({"link.html", "a symbolic link"}, [&] { run(); }));
  EXPECT_EQ(files::read_file(kept), "kept");
  fs::create_symlink("/dev/null", folder_ / "null");
  options_.single_file = folder_ / "null";
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_TRUE(fs::is_symlink(folder_ / "null"));
}

TEST_F(MailTest, IsWrittenToANamedPipeWithAReader) {
  options_.single_file = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(options_.single_file.c_str(), 0600), 0);
  EXPECT_TRUE(fails_with({"pipe", "no program reads from it"}, [&] { run(); }));
  const files::FileDescriptor reader(::open(options_.single_file.c_str(), O_RDONLY | O_NONBLOCK));
  ::fcntl(reader.get(), F_SETPIPE_SZ, 1'000'000);  // Nobody reads while the report writes.
  EXPECT_EQ(run(), base::ExitCode::done);
  std::string text(1'000'000, '\0');
  text.resize(static_cast<std::size_t>(::read(reader.get(), text.data(), text.size())));
  EXPECT_TRUE(text.starts_with("<!DOCTYPE html>")) << text.substr(0, 100);
  EXPECT_TRUE(fs::is_fifo(options_.single_file));
}

TEST_F(MailTest, FeedAndMarkdownLinkToTheSiteIfItsAddressIsKnown) {
  options_.site_url = "https://example.com/r";
  options_.week = "2024-W09";
  run();
  const std::string feed = page("feed.xml");
  EXPECT_NE(feed.find("<link rel=\"self\" href=\"https://example.com/r/feed.xml\"/>"),
            std::string::npos);
  EXPECT_NE(feed.find("<link href=\"https://example.com/r/weekly/2024-W09.html\"/>"),
            std::string::npos);
  EXPECT_EQ(count(feed, "href=\""), count(feed, "href=\"https://example.com/r/"));
  const std::string orders = "https://example.com/r/services/orders-web.html";
  EXPECT_NE(page("weekly/2024-W09.md").find("(<" + orders + ">)"), std::string::npos);
  EXPECT_NE(mail().find("href=\"" + orders + "\""), std::string::npos);
  options_.site_url = "example.com";
  EXPECT_TRUE(fails_with({"--site-url example.com"}, [&] { check_report_options(options_); }));
  EXPECT_TRUE(fails_with({"--site-url example.com"}, [&] { run(); }));
}

}  // namespace
}  // namespace dora::site
