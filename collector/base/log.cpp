// Writes the run's messages to the console and, as `time - level - message`, to a log file.
#include "collector/base/log.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"

namespace dora::base {
namespace {

/// Appends to a descriptor. spdlog's own sink blocks when it opens a FIFO without a reader, and
/// prints a full disk to stderr itself, without effect on the exit code.
class DescriptorSink : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  explicit DescriptorSink(int fd) : fd_(fd) {}
  ~DescriptorSink() override { ::close(fd_); }
  DescriptorSink(const DescriptorSink&) = delete;
  DescriptorSink& operator=(const DescriptorSink&) = delete;

  /// The errno of the first failed write; 0 if none failed.
  int error() const { return error_; }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    base_sink::formatter_->format(message, line);
    std::string_view rest(line.data(), line.size());
    while (error_ == 0 && !rest.empty()) {
      const ssize_t written = ::write(fd_, rest.data(), rest.size());
      if (written >= 0) {
        rest.remove_prefix(static_cast<std::size_t>(written));
      } else if (errno != EAGAIN || !wait_for_reader()) {
        error_ = errno == EINTR ? 0 : errno;
      }
    }
  }
  void flush_() override {}

 private:
  /// Waits for a full FIFO; returns false if nobody reads from it for some time.
  bool wait_for_reader() const {
    constexpr int milliseconds = 5000;
    pollfd descriptor{fd_, POLLOUT, 0};
    const bool ready = ::poll(&descriptor, 1, milliseconds) > 0;
    errno = ready ? errno : EAGAIN;
    return ready;
  }

  int fd_;
  int error_ = 0;
};

/// A link in a folder that others can write to may lead to any file. One to a terminal or a pipe,
/// such as /dev/stderr, is harmless.
void refuse_link(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::is_symlink(file, error) && std::filesystem::is_regular_file(file, error) &&
      !file.string().starts_with("/dev/") && !file.string().starts_with("/proc/")) {
    throw Error(fmt::format(
        "cannot write the log file {}: it is a symbolic link; name the file that it leads to",
        file.string()));
  }
}

int open_log(const std::filesystem::path& file, bool is_private) {
  refuse_link(file);
  std::error_code ignored;  // Without the folder, opening the file fails too.
  std::filesystem::create_directories(file.parent_path(), ignored);
  const int fd =
      ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
             is_private ? 0600 : 0666);
  if (fd < 0) {
    throw Error(fmt::format("cannot write the log file {}: {}", file.string(),
                            errno == ENXIO
                                ? "it is a FIFO that nobody reads; start its reader first"
                                : std::strerror(errno)));
  }
  struct stat state {};
  if (is_private && ::fstat(fd, &state) == 0 && S_ISREG(state.st_mode)) {
    ::fchmod(fd, 0600);  // An earlier run may have made it. Not ours: the mode stays.
  }
  return fd;
}

}  // namespace

struct Log::File {
  std::string name;
  std::shared_ptr<DescriptorSink> sink;
  spdlog::logger logger;
  bool failure_said = false;

  std::string failure() const {
    return fmt::format("cannot write the log file {}: {}", name, std::strerror(sink->error()));
  }
};

Log::Log(Console& console, const std::filesystem::path& file, bool is_private) : console_(console) {
  if (file.empty()) {
    return;
  }
  const auto sink = std::make_shared<DescriptorSink>(open_log(file, is_private));
  file_ =
      std::make_unique<File>(File{file.string(), sink, spdlog::logger("dora-report", sink), false});
  file_->logger.set_pattern("%Y-%m-%d %H:%M:%S.%e - %l - %v");
  file_->logger.set_level(spdlog::level::debug);
}

Log::~Log() = default;

void Log::write(int level, std::string_view message) {
  if (!file_) {
    return;
  }
  file_->logger.log(static_cast<spdlog::level::level_enum>(level), text::printable(message));
  if (file_->sink->error() != 0 && !file_->failure_said) {
    file_->failure_said = true;
    console_.line(fmt::format("warning: {}", file_->failure()), true);
  }
}

void Log::check() const {
  if (file_ && file_->sink->error() != 0) {
    throw Error(file_->failure());
  }
}

void Log::debug(std::string_view message) {
  write(spdlog::level::debug, message);
}

void Log::info(std::string_view message) {
  write(spdlog::level::info, message);
  console_.line(message);
}

void Log::warning(std::string_view message) {
  write(spdlog::level::warn, message);
  console_.line(fmt::format("warning: {}", message), true);
}

void Log::warnings(const std::vector<std::string>& messages, std::string_view rest) {
  constexpr std::size_t most = 5;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    i < most ? warning(messages[i]) : debug(messages[i]);
  }
  if (messages.size() > most) {
    warning(fmt::format("and {} more {}", messages.size() - most, rest));
  }
}

void Log::error(std::string_view message) {
  write(spdlog::level::err, message);
  console_.line(fmt::format("dora-report: error: {}", message), true);
}

}  // namespace dora::base
