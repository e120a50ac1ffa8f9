// Tests a body that is written while it is read.
#include "reports/webserver/stream.h"

#include <array>

#include <gtest/gtest.h>

namespace dora::webserver {
namespace {

struct Reader {
  Stream& stream;
  int paused = 0;
  int resumed = 0;
  std::array<char, 4> buffer{};

  Stream::Read read() {
    return stream.read(
        buffer.data(), buffer.size(), [this] { ++paused; }, [this] { ++resumed; });
  }
};

TEST(Stream, PausesItsReaderUntilThereIsMore) {
  Stream stream;
  Reader reader{stream};
  EXPECT_EQ(reader.read().state, Stream::State::waiting);
  EXPECT_EQ(reader.paused, 1);
  EXPECT_TRUE(stream.write("hello"));
  EXPECT_EQ(reader.resumed, 1);
  EXPECT_EQ(reader.read().size, 4U);
  EXPECT_EQ(reader.read().size, 1U);
  EXPECT_EQ(reader.buffer[0], 'o');
  EXPECT_EQ(reader.read().state, Stream::State::waiting);
  stream.close();
  EXPECT_EQ(reader.resumed, 2);
  EXPECT_EQ(reader.read().state, Stream::State::ended);
  EXPECT_EQ(reader.paused, 2);
}

TEST(Stream, DropsWhatNobodyReads) {
  Stream stream;
  Reader reader{stream};
  EXPECT_EQ(reader.read().state, Stream::State::waiting);
  stream.abandon();
  EXPECT_EQ(reader.resumed, 1) << "the server must not end with a paused connection";
  EXPECT_FALSE(stream.write("late"));
  stream.close();
  EXPECT_EQ(reader.resumed, 1);
  EXPECT_EQ(reader.read().state, Stream::State::ended);
}

}  // namespace
}  // namespace dora::webserver
