// Tests the first line of our notes: written, read again, and not trusted.
#include "reports/notes/card_marker.h"

#include <gtest/gtest.h>

namespace dora::notes {
namespace {

const std::string sha(64, 'a');
const std::string address = "/uploads/" + std::string(32, '1') + "/api.png";

TEST(CardMarker, IsReadAsItIsWritten) {
  for (const Marker& marker :
       {Marker{"risk", {}}, Marker{"digest/2024-W05", {{sha, address}}},
        Marker{"risk/a~b.c", {{sha, address}, {std::string(64, 'b'), address}}}}) {
    EXPECT_EQ(parse_marker(marker_line(marker) + "\nmore"), marker);
    EXPECT_EQ(parse_marker(marker_line(marker) + " \r\nmore"), marker) << "as GitLab may return it";
  }
  EXPECT_EQ(marker_line({"risk", {{sha, address}}}),
            "<!-- dora-report id=risk v=1 charts=" + sha + ":" + address + " -->");
}

TEST(CardMarker, IsNothingElse) {
  for (const char* note :
       {"", "hello", "<!-- dora-report -->", "<!-- dora-report id=risk v=1 charts=",
        "<!-- dora-report id=risk v=2 charts= -->", " <!-- dora-report id=risk v=1 charts= -->",
        "text\n<!-- dora-report id=risk v=1 charts= -->", "<!-- dora-report id=risk v=1 charts=-->",
        "<!-- dora-report id= -->"}) {
    EXPECT_EQ(parse_marker(note), std::nullopt) << note;
  }
}

// Whoever may write a note may write a marker: an address that was not uploaded would be shown.
TEST(CardMarker, RemembersOnlyUploadedPictures) {
  for (const std::string& entry :
       {sha + ":https://evil.example/x.png", sha + ":/uploads/" + std::string(32, '1') + "/../x",
        sha + ":/uploads/1/x.png", "aa:" + address, sha + address, sha + ":" + address + ")",
        std::string(",,:,"), sha + ":/uploads/" + std::string(32, '1') + "/"}) {
    const auto marker = parse_marker("<!-- dora-report id=risk v=1 charts=" + entry + " -->");
    ASSERT_TRUE(marker) << entry;
    EXPECT_TRUE(marker->pictures.empty()) << entry;
  }
}

}  // namespace
}  // namespace dora::notes
