// Tests what is served when the report was written again meanwhile.
#include "reports/serve/snapshot_reloader.h"

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/model/data_files.h"
#include "collector/model/wording.h"
#include "reports/webserver/form_text.h"
#include "tests/reports/serve/served_site.h"
#include "tests/support/model_server.h"

namespace dora::serve {
namespace {

using test::count;
using test::RawReply;
using testing::HasSubstr;
using testing::Not;

/// The small sample, with so many failures of a service in February 2024, collected so many minutes
/// later.
test::Sample sample_with(int failures) {
  test::Sample sample = test::small_sample();
  sample.collection.collected_at += std::chrono::minutes(failures);
  auto& deployments = sample.services[1].deployments;
  for (int more = 1; more < failures; ++more) {
    deployments.insert(deployments.end() - 1,
                       test::deployment("2024-02-20T10:00:00Z", model::DeploymentStatus::failed,
                                        "production", 1000 + more));
  }
  return sample;
}

std::string failed_text(int failures) {
  return model::count_text(failures) + (failures == 1 ? " deployment" : " deployments") +
         " of 1 service failed in February 2024";
}

std::size_t open_files() {
  const auto entries = std::filesystem::directory_iterator("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

class SnapshotReloaderTest : public test::ServedSite {
 protected:
  std::string failed() { return chat("What failed in February 2024?").body; }
};

TEST_F(SnapshotReloaderTest, TakesAReportThatWasWrittenAgain) {
  serve(sample_with(1));
  const RawReply before = get("/");
  const std::string json = page("report.json");
  EXPECT_THAT(failed(), HasSubstr(failed_text(1)));
  write_again(sample_with(3));
  EXPECT_THAT(failed(), HasSubstr(failed_text(1))) << "not yet noticed";
  EXPECT_EQ(get("/").body, before.body) << "pages and answers are of one report";
  EXPECT_EQ(get("/report.json").body, json);
  look(1);
  EXPECT_THAT(failed(), HasSubstr(failed_text(1))) << "it may not be complete yet";
  look(1);
  EXPECT_THAT(failed(), HasSubstr(failed_text(3)));
  EXPECT_EQ(get("/report.json").body, page("report.json"));
  EXPECT_NE(get("/report.json").body, json);
  EXPECT_NE(get("/").headers.at("etag"), before.headers.at("etag"));
  EXPECT_EQ(get("/", "\nIf-None-Match: " + before.headers.at("etag")).status, 200);
  EXPECT_EQ(count(messages(), "serving the report as of 2024-03-15T"), 1U) << messages();
}

TEST_F(SnapshotReloaderTest, KeepsTheOlderOneUntilTheSiteIsOfTheNewData) {
  serve(sample_with(1));
  sample_with(2).write(folder_.path());
  for (int times = 0; times < 5; ++times) {
    look();
  }
  EXPECT_THAT(failed(), HasSubstr(failed_text(1)));
  EXPECT_EQ(get("/services/payments-api.html").status, 200);
  EXPECT_EQ(count(messages(), "the report that was served before stays: --site "), 1U);
  EXPECT_THAT(messages(), HasSubstr("was not made from this --data"));
  run();
  look();
  EXPECT_THAT(failed(), HasSubstr(failed_text(2)));
}

TEST_F(SnapshotReloaderTest, KeepsTheOlderOneWhileTheNewOneCannotBeRead) {
  serve(sample_with(1));
  const std::string index = get("/").body;
  write_again(sample_with(2));
  const auto data = options_.data / model::deployments_file;
  const std::string text = files::read_file(data);
  files::write_file(data, text.substr(0, text.size() / 2));
  look();
  look();
  EXPECT_EQ(get("/").body, index) << "though its files are gone";
  EXPECT_THAT(failed(), HasSubstr(failed_text(1)));
  EXPECT_EQ(count(messages(), "the report that was served before stays"), 1U) << messages();
  EXPECT_THAT(messages(), HasSubstr(model::deployments_file));
  std::filesystem::remove(data);
  look();
  EXPECT_EQ(count(messages(), "the report that was served before stays"), 2U) << "another cause";
  files::write_file(data, text);
  look();
  EXPECT_THAT(failed(), HasSubstr(failed_text(2)));
}

TEST_F(SnapshotReloaderTest, NoticesAFileThatWasChangedUnderTheSameList) {
  serve(sample_with(1));
  std::ofstream(options_.out / "style.css", std::ios::app) << "/* more */";
  look();
  const RawReply reply = get("/style.css");
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, testing::EndsWith("/* more */"));
}

TEST_F(SnapshotReloaderTest, TriesWhatFailedAgainOnlyAfterAWhile) {
  serve(sample_with(1));
  const std::filesystem::path style = options_.out / "style.css";
  std::filesystem::remove(style);
  std::filesystem::create_symlink("/etc/passwd", style);
  const auto log = std::make_unique<ChatLog>(log_, true);
  SnapshotUpdate update({options_.data, options_.out, {}, 100}, current(), *log, interrupt_);
  const SnapshotUpdate::Clock::time_point start{};
  update.look(start);
  EXPECT_EQ(count(messages(), "stays"), 1U) << messages();
  std::filesystem::remove(style);
  files::write_file(style, "new");
  update.look(start + std::chrono::seconds(9));
  EXPECT_THAT(get("/style.css").body, Not(testing::StrEq("new")));
  update.look(start + std::chrono::seconds(10));
  EXPECT_EQ(get("/style.css").body, "new");
}

/// Somebody writes files, but not their list, while they are read one after another.
TEST_F(SnapshotReloaderTest, RefusesAMixtureOfTwoReports) {
  serve(sample_with(1));
  std::mutex mutex;
  const auto write_some = [&] {
    const std::scoped_lock lock(mutex);
    for (const char* name : {"assets/find.js", "index.html"}) {
      files::write_file(options_.out / name, page(name));
    }
  };
  EXPECT_THROW(read_snapshot({options_.data, options_.out, {}, 100}, log_, write_some),
               base::Error);
}

TEST_F(SnapshotReloaderTest, RefusesDataThatAreWrittenMeanwhile) {
  serve(sample_with(1));
  const auto data = options_.data / model::collection_file;
  std::mutex mutex;
  const auto write_data = [&] {
    const std::scoped_lock lock(mutex);
    files::write_file(data, files::read_file(data));
  };
  EXPECT_THROW(read_snapshot({options_.data, options_.out, {}, 100}, log_, write_data),
               base::Error);
}

/// The server keeps one report, however often it was written.
TEST_F(SnapshotReloaderTest, ForgetsTheOlderReports) {
  serve(sample_with(1));
  std::vector<std::weak_ptr<const Snapshot>> snapshots{current().get()};
  const std::size_t files = open_files();
  for (int times = 0; times < 50; ++times) {
    files::write_file(options_.out / "style.css", "/* " + std::to_string(times) + " */");
    look();
    EXPECT_THAT(get("/style.css").body, HasSubstr(std::to_string(times)));
    snapshots.emplace_back(current().get());
    EXPECT_FALSE(snapshots[snapshots.size() - 1].expired());
    EXPECT_TRUE(snapshots[snapshots.size() - 2].expired());
  }
  // A connection of the last request may still be open.
  EXPECT_NEAR(static_cast<double>(open_files()), static_cast<double>(files), 2);
}

TEST_F(SnapshotReloaderTest, AnswersWhileReportsAreTaken) {
  serve(sample_with(1));
  std::atomic<bool> ends = false;
  std::thread client([&] {
    while (!ends) {
      const RawReply page = get("/services/payments-api.html");
      EXPECT_EQ(page.status, 200) << page.body;
      EXPECT_EQ(get("/answer?function=figures&service=payments-api").status, 200);
    }
  });
  for (int failures = 2; failures < 6; ++failures) {
    write_again(sample_with(failures));
    look();
    EXPECT_THAT(failed(), HasSubstr(failed_text(failures)));
  }
  ends = true;
  client.join();
}

TEST_F(SnapshotReloaderTest, AnswersAQuestionFromTheReportThatItBeganWith) {
  serve(sample_with(1));
  std::mutex mutex;
  std::condition_variable changed;
  bool asked = false;
  bool goes_on = false;
  const test::ModelServer model([&](const test::ModelCall& /*call*/) {
    std::unique_lock lock(mutex);
    asked = true;
    changed.notify_all();
    changed.wait(lock, [&] { return goes_on; });
    return test::ModelReply{500, "broken"};
  });
  const auto used = use_model(model.url());
  std::string answer;
  std::thread client([&] { answer = failed(); });
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return asked; });
  lock.unlock();
  write_again(sample_with(2));
  look();
  lock.lock();
  goes_on = true;
  changed.notify_all();
  lock.unlock();
  client.join();
  EXPECT_THAT(answer, HasSubstr(failed_text(1)));
  EXPECT_THAT(failed(), HasSubstr(failed_text(2)));
}

TEST_F(SnapshotReloaderTest, SaysThatAnAnswerIsNewerThanItsPage) {
  serve(sample_with(1));
  const std::string cookie = this->cookie();
  const std::string key = form_key(cookie);
  const auto ask_from_page = [&] {
    const std::string body =
        webserver::form_text({{"key", key}, {"text", "What failed in February 2024?"}});
    return test::raw_request(
               port(),
               "POST /chat HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nOrigin: "
               "http://127.0.0.1:" +
                   std::to_string(port()) + "\nAccept: text/event-stream\nCookie: " + cookie +
                   "\nContent-Length: " + std::to_string(body.size()),
               body)
        .body;
  };
  EXPECT_THAT(ask_from_page(), Not(HasSubstr("newer than this page")));
  write_again(sample_with(2));
  look();
  EXPECT_THAT(ask_from_page(),
              testing::AllOf(HasSubstr("newer than this page"), HasSubstr(failed_text(2))));
}

}  // namespace
}  // namespace dora::serve
