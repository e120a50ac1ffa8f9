// One gnuplot process that draws script after script, and the protocol spoken with it.
#include "renderer/gnuplot/process.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fmt/format.h>
#include <unistd.h>

#include "collector/base/text/printable.h"

namespace dora::gnuplot {
namespace {

/// Enough for gnuplot's longest message; a flood beyond it is read and discarded.
constexpr std::size_t most_words = 600;
constexpr std::size_t longest_message = 200;
constexpr std::chrono::milliseconds time_to_exit{500};

enum class Received { data, nothing_yet, end };

/// Does one read into `chunk`, which is resized to the data received.
Received receive(int fd, std::string& chunk) {
  std::array<char, 16384> buffer;
  const ssize_t got = ::read(fd, buffer.data(), buffer.size());
  if (got > 0) {
    chunk.assign(buffer.data(), static_cast<std::size_t>(got));
    return Received::data;
  }
  chunk.clear();
  const bool later = got < 0 && (errno == EAGAIN || errno == EINTR);
  return later ? Received::nothing_yet : Received::end;
}

/// Joins text into one line: runs of white space, and the caret that points into the line above,
/// become a space.
std::string one_line(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '^';
    if (!blank) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  result.erase(result.find_last_not_of(' ') + 1);
  return result;
}

}  // namespace

GnuplotProcess::GnuplotProcess(const Command& command) : process_(command) {
  unsent_ = "set print '-'\n";
}

void GnuplotProcess::send(const std::string& script) {
  ++sent_;
  unsent_ += script;
  unsent_ += fmt::format("print sprintf('drawn {} %d', GPVAL_ERRNO)\n", sent_);
}

void GnuplotProcess::watch(std::vector<pollfd>& descriptors) const {
  if (!unsent_.empty()) {
    descriptors.push_back({process_.input(), POLLOUT, 0});
  }
  descriptors.push_back({process_.output(), POLLIN, 0});
  if (errors_open_) {
    descriptors.push_back({process_.errors(), POLLIN, 0});
  }
}

void GnuplotProcess::move_data() {
  write_scripts();
  // Errors first: when an answer is read, the messages before it must be there.
  read_errors();
  read_answers();
}

void GnuplotProcess::write_scripts() {
  while (!unsent_.empty()) {
    const ssize_t written = ::write(process_.input(), unsent_.data(), unsent_.size());
    if (written < 0 && errno != EAGAIN && errno != EINTR) {
      // It no longer reads: the end of its output will tell, after any answers still in there.
      unsent_.clear();
    }
    if (written < 0) {
      return;
    }
    unsent_.erase(0, static_cast<std::size_t>(written));
  }
}

void GnuplotProcess::read_errors() {
  std::string chunk;
  // A bounded number of reads, so that one that floods us cannot starve the others.
  for (int i = 0; i < 16 && errors_open_; ++i) {
    const Received received = receive(process_.errors(), chunk);
    if (received == Received::nothing_yet) {
      return;
    }
    errors_open_ = received == Received::data;
    stderr_text_.append(chunk, 0, most_words - std::min(most_words, stderr_text_.size()));
  }
}

void GnuplotProcess::read_answers() {
  std::string chunk;
  for (int i = 0; i < 16 && !failed_; ++i) {
    const Received received = receive(process_.output(), chunk);
    if (received == Received::nothing_yet) {
      return;
    }
    if (received == Received::end) {
      fail("");
      return;
    }
    for (const char c : chunk) {
      if (c == '\n') {
        take_answer(answer_);
        answer_.clear();
      } else if (answer_.size() < longest_message) {
        answer_ += c;
      }
    }
  }
}

void GnuplotProcess::take_answer(const std::string& line) {
  if (failed_) {
    return;
  }
  const std::string expected =
      acknowledged_ < sent_ ? fmt::format("drawn {} ", acknowledged_ + 1) : "nothing";
  if (line == expected + "0") {
    ++acknowledged_;
    stderr_text_.clear();
  } else if (line.starts_with(expected)) {
    fail("reported an error");
  } else {
    fail(fmt::format("answered '{}'", text::printable(line)));
  }
}

void GnuplotProcess::fail(const std::string& problem) {
  failed_ = true;
  problem_ = problem;
}

std::size_t GnuplotProcess::take_drawn() {
  const std::size_t drawn = acknowledged_ - taken_;
  taken_ = acknowledged_;
  return drawn;
}

std::string GnuplotProcess::end(const std::string& why) {
  const bool exiting = failed_ && problem_.empty() && why.empty();
  const std::string exit = process_.end(exiting ? time_to_exit : std::chrono::milliseconds(0));
  read_errors();
  const std::string cause = !why.empty() ? why : !problem_.empty() ? problem_ : exit;
  const std::string words = text::printable(one_line(stderr_text_));
  return words.empty() ? "gnuplot " + cause : fmt::format("gnuplot {}: {}", cause, words);
}

}  // namespace dora::gnuplot
