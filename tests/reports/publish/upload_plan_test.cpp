// Tests of reports/publish/upload_plan and object_headers: what a bucket lacks of a site.
#include "reports/publish/upload_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/publish/object_headers.h"

namespace dora::publish {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string hash_a(64, 'a');
const std::string hash_b(64, 'b');
const LocalFile local_file{"a.html", hash_a, 5};

RemoteSite remote_with(std::optional<bucket::ListedObject> listed,
                       std::optional<ManifestEntry> entry) {
  RemoteSite remote;
  if (listed) {
    remote.listed["a.html"] = *listed;
  }
  if (entry) {
    remote.manifest["a.html"] = *entry;
  }
  return remote;
}

const bucket::ListedObject listed_a{"x/a.html", 5, "e"};

TEST(RemoteState, BelievesTheManifestOnlyIfTheObjectIsStillThatOne) {
  const ManifestEntry entry{hash_a, 5, "e"};
  EXPECT_EQ(state_of(local_file, remote_with(listed_a, entry)), Remote::same);
  EXPECT_EQ(state_of(local_file, remote_with({}, entry)), Remote::absent);
  EXPECT_EQ(state_of(local_file, remote_with(bucket::ListedObject{"", 6, "e"}, entry)),
            Remote::other);
  EXPECT_EQ(state_of(local_file, remote_with(bucket::ListedObject{"", 5, "f"}, entry)),
            Remote::other);
  EXPECT_EQ(state_of(local_file, remote_with(listed_a, ManifestEntry{hash_b, 5, "e"})),
            Remote::other);
  EXPECT_EQ(state_of(local_file, remote_with(listed_a, ManifestEntry{hash_a, 4, "e"})),
            Remote::other);
}

TEST(RemoteState, AsksObjectsOfWhichTooLittleIsKnown) {
  EXPECT_EQ(state_of(local_file, remote_with(listed_a, {})), Remote::unknown);
  EXPECT_EQ(state_of(local_file, remote_with(bucket::ListedObject{"", 6, "e"}, {})),
            Remote::unknown)
      << "whose is it?";
  EXPECT_EQ(state_of(local_file, remote_with(listed_a, ManifestEntry{hash_a, 5, ""})),
            Remote::unknown);
  // An object without an ETag proves nothing.
  EXPECT_EQ(state_of(local_file,
                     remote_with(bucket::ListedObject{"", 5, ""}, ManifestEntry{hash_a, 5, ""})),
            Remote::unknown);
}

TEST(RemoteState, AnObjectThatWasAskedIsTheSameOnlyInFull) {
  const bucket::ObjectFacts facts{hash_a, "e", "text/html; charset=utf-8", "no-cache"};
  const RemoteSite remote = remote_with(listed_a, {});
  EXPECT_EQ(state_of(local_file, remote, facts), Remote::same);
  EXPECT_EQ(state_of(local_file, remote, std::nullopt), Remote::absent);
  for (const auto change : {+[](bucket::ObjectFacts& each) { each.sha256 = hash_b; },
                            +[](bucket::ObjectFacts& each) { each.etag = "f"; },
                            +[](bucket::ObjectFacts& each) { each.content_type = "text/plain"; },
                            +[](bucket::ObjectFacts& each) { each.cache_control = ""; }}) {
    bucket::ObjectFacts changed = facts;
    change(changed);
    EXPECT_EQ(state_of(local_file, remote, changed), Remote::other);
  }
}

TEST(RemoteState, ObjectsOfOthersAreForeignUnlessTheNameWasOurs) {
  const bucket::ObjectFacts facts{"", "e", "", ""};
  EXPECT_EQ(state_of(local_file, remote_with(listed_a, {}), facts), Remote::foreign);
  EXPECT_EQ(state_of(local_file, remote_with(listed_a, ManifestEntry{hash_a, 5, ""}), facts),
            Remote::other);
}

TEST(RemoteState, RemovesOnlyWhatIsStillWhatWePutThere) {
  const ManifestEntry entry{hash_a, 5, "e"};
  EXPECT_EQ(removal_state("a.html", remote_with(listed_a, entry)), Remote::same);
  EXPECT_EQ(removal_state("a.html", remote_with({}, entry)), Remote::absent);
  EXPECT_EQ(removal_state("a.html", remote_with(listed_a, {})), Remote::absent);
  EXPECT_EQ(removal_state("a.html", remote_with(bucket::ListedObject{"", 5, "f"}, entry)),
            Remote::foreign);
  EXPECT_EQ(removal_state("a.html", remote_with(bucket::ListedObject{"", 6, "e"}, entry)),
            Remote::foreign);
  // It was to be sent by a run that was killed.
  EXPECT_EQ(removal_state("a.html", remote_with(listed_a, ManifestEntry{hash_b, 9, ""})),
            Remote::unknown);
  EXPECT_EQ(removal_state(bucket::ObjectFacts{hash_b, "e", "", ""}), Remote::same);
  EXPECT_EQ(removal_state(bucket::ObjectFacts{"", "e", "", ""}), Remote::foreign);
  EXPECT_EQ(removal_state(std::nullopt), Remote::absent);
}

TEST(RemoteState, SendsPicturesBeforePagesAndTheFrontPageLast) {
  const std::vector<LocalFile> files{{"charts/a.png", "", 0}, {"feed.xml", "", 0},
                                     {"index.html", "", 0},   {"report.json", "", 0},
                                     {"same.css", "", 0},     {"services/index.html", "", 0},
                                     {"style.css", "", 0}};
  std::vector<Remote> states(files.size(), Remote::absent);
  states[4] = Remote::same;
  states[6] = Remote::other;
  EXPECT_THAT(to_send(files, states, Step::assets), ElementsAre(0, 6));
  EXPECT_THAT(to_send(files, states, Step::pages), ElementsAre(1, 3, 5));
  EXPECT_THAT(to_send(files, states, Step::front_page), ElementsAre(2));
  EXPECT_THAT(steps, ElementsAre(Step::assets, Step::pages, Step::front_page));
  EXPECT_THAT(to_send(files, std::vector(files.size(), Remote::same), Step::pages), IsEmpty());
}

TEST(ObjectHeaders, ComeFromTheName) {
  for (const auto& [name, type] :
       {std::pair("services/a.html", "text/html; charset=utf-8"),
        std::pair("charts/a.b.png", "image/png"), std::pair("icon.svg", "image/svg+xml"),
        std::pair("groups/web/feed.xml", "application/atom+xml; charset=utf-8"),
        std::pair("notfeed.xml", "application/xml"), std::pair("report.json", "application/json"),
        std::pair("weekly/2024-W05.md", "text/markdown; charset=utf-8"),
        std::pair("a", "application/octet-stream"), std::pair("png", "application/octet-stream")}) {
    EXPECT_EQ(headers_of(name), (ObjectHeaders{type, "no-cache"})) << name;
  }
}

}  // namespace
}  // namespace dora::publish
