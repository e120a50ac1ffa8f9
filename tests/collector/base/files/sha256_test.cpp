// Tests SHA-256 against the examples of its standard.
#include "collector/base/files/sha256.h"

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::files {
namespace {

// FIPS 180-4's examples as published by NIST, and the empty text.
TEST(Sha256, GivesTheDigestsOfTheStandard) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, AsBytesIsTheSame) {
  EXPECT_EQ(sha256_bytes("abc").substr(0, 4), "\xba\x78\x16\xbf");
  EXPECT_EQ(sha256_bytes("abc").size(), 32U);
}

TEST(Sha256, HashesBytesAfterANul) {
  EXPECT_NE(sha256(std::string_view("a\0b", 3)), sha256(std::string_view("a\0c", 3)));
}

TEST(Sha256, OfAFileIsTheHashOfItsBytes) {
  const test::TemporaryFolder folder;
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 65537U, 200'000U}) {
    const std::string bytes(size, 'x');
    EXPECT_EQ(sha256_of_file(folder.write("file", bytes)), sha256(bytes)) << size;
  }
}

TEST(Sha256, NamesAFileThatCannotBeRead) {
  const test::TemporaryFolder folder;
  for (const std::filesystem::path& file : {folder / "none", folder.path()}) {
    try {
      sha256_of_file(file);
      ADD_FAILURE() << file;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("cannot read " + file.string() + ": "));
    }
  }
}

}  // namespace
}  // namespace dora::files
