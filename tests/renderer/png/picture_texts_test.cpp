// Tests that texts in a PNG file are where readers look for them, in an encoding that they know.
#include "renderer/png/picture_texts.h"

#include <gmock/gmock.h>

#include "renderer/png/encoder.h"
#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::png {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;

std::string small_picture() {
  const std::vector<std::uint32_t> pixels(12, 0xFFFFFF);
  Encoder encoder(Folding::none);
  return std::string(encoder.encode({pixels.data(), 4, 3, 4, false}));
}

TEST(PictureTexts, AreChunksBeforeTheEnd) {
  const std::string png = with_texts(small_picture(), {{"Title", "api"}, {"Source", "a/b"}});
  EXPECT_THAT(png, HasSubstr("\0\0\0\x09tEXtTitle\0api"s));
  EXPECT_THAT(png, HasSubstr("\0\0\0\x0AtEXtSource\0a/b"s));
  const std::string plain = small_picture();
  EXPECT_TRUE(png.starts_with(plain.substr(0, plain.size() - end_chunk_size)));
  EXPECT_TRUE(png.ends_with(plain.substr(plain.size() - end_chunk_size)));
}

TEST(PictureTexts, OfOtherScriptsAreInternational) {
  EXPECT_THAT(with_texts(small_picture(), {{"Title", "決済"}}),
              HasSubstr("iTXtTitle\0\0\0\0\0決済"s));
}

TEST(PictureTexts, AreLeftOutIfEmpty) {
  EXPECT_EQ(with_texts(small_picture(), {{"Title", ""}}), small_picture());
}

TEST(PictureTexts, LeaveThePictureReadable) {
  const test::TemporaryFolder folder;
  const test::Picture picture = test::read_picture(
      folder.write("a.png", with_texts(small_picture(), {{"Title", "api"}, {"Description", "ü"}})));
  EXPECT_EQ(picture.width, 4);
  EXPECT_EQ(picture.at(3, 2), "#FFFFFF");
}

}  // namespace
}  // namespace dora::png
