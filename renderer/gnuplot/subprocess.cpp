// A child process and its three pipes.
#include "renderer/gnuplot/subprocess.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::gnuplot {
namespace {

void close_fd(int& fd) {
  if (fd >= 0) {
    ::close(std::exchange(fd, -1));
  }
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;

  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw base::Error(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
    }
    read_end = above_standard(ends[0]);
    write_end = above_standard(ends[1]);
  }
  ~Pipe() {
    close_fd(read_end);
    close_fd(write_end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  /// If the program was started with stdin, stdout or stderr closed, a pipe may get their numbers,
  /// and the child's dup2 calls would overwrite each other.
  static int above_standard(int fd) {
    if (fd > STDERR_FILENO) {
      return fd;
    }
    const int moved = ::fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    ::close(fd);
    return moved;
  }
};

/// Everything the child needs, prepared before the fork: after it, nothing may be allocated.
struct Launch {
  std::array<int, 3> standard;  ///< What becomes its stdin, stdout and stderr; all above those.
  int failure;                  ///< Where it writes the errno of a failure; closed on exec.
  const char* folder;           ///< Empty: our own.
  char* const* arguments;
  char* const* environment;
  pid_t parent;
};

/// Signals that we handle or ignore get their default action in the child; none is blocked.
void restore_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ}) {
    ::signal(signal, SIG_DFL);
  }
  sigset_t none{};
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Returns false if we have already ended.
bool end_with(pid_t parent) {
#ifdef __linux__
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  return ::getppid() == parent;
}

bool connect(const std::array<int, 3>& ends) {
  return ::dup2(ends[0], STDIN_FILENO) >= 0 && ::dup2(ends[1], STDOUT_FILENO) >= 0 &&
         ::dup2(ends[2], STDERR_FILENO) >= 0;
}

/// In the child: becomes the program. Calls only what signal-safety(7) allows after a fork of a
/// program with threads.
[[noreturn]] void become(const Launch& launch) {
  if (end_with(launch.parent) && ::setpgid(0, 0) == 0 && connect(launch.standard) &&
      (*launch.folder == '\0' || ::chdir(launch.folder) == 0)) {
    restore_signals();
    ::execve(launch.arguments[0], launch.arguments, launch.environment);
  }
  const int error = errno;
  [[maybe_unused]] const ssize_t written = ::write(launch.failure, &error, sizeof error);
  ::_exit(127);
}

/// Until the child has restored them, a signal would run our handlers there.
class BlockedSignals {
 public:
  BlockedSignals() {
    sigset_t all{};
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~BlockedSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;

 private:
  sigset_t before_{};
};

/// Returns -1 if no more processes can be created.
pid_t start(const Launch& launch) {
  const BlockedSignals blocked;
  const pid_t pid = ::fork();
  if (pid == 0) {
    become(launch);
  }
  return pid;
}

/// Waits until the child has become the program. Returns 0, or the errno of the failure.
int wait_for_exec(Pipe& failure) {
  close_fd(failure.write_end);
  int error = 0;
  ssize_t got = 0;
  do {
    got = ::read(failure.read_end, &error, sizeof error);
  } while (got < 0 && errno == EINTR);
  return got == sizeof error ? error : 0;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (const std::string& text : texts) {
    result.push_back(const_cast<char*>(text.c_str()));  // execve does not write to them.
  }
  result.push_back(nullptr);
  return result;
}

std::string describe(int status) {
  return WIFSIGNALED(status) ? fmt::format("was killed by signal {}", WTERMSIG(status))
                             : fmt::format("exited with code {}", WEXITSTATUS(status));
}

}  // namespace

Subprocess::Subprocess(const Command& command) {
  Pipe input;
  Pipe output;
  Pipe errors;
  Pipe failure;
  const std::vector<char*> arguments = pointers(command.arguments);
  const std::vector<char*> environment = pointers(command.environment);
  // posix_spawn cannot make the child end with us.
  pid_ = start({{input.read_end, output.write_end, errors.write_end},
                failure.write_end,
                command.folder.c_str(),
                arguments.data(),
                environment.data(),
                ::getpid()});
  const int error = pid_ < 0 ? errno : wait_for_exec(failure);
  if (error != 0) {
    end(std::chrono::milliseconds(0));
    throw base::Error(
        fmt::format("cannot start {}: {}", command.arguments.front(), std::strerror(error)));
  }
  input_ = std::exchange(input.write_end, -1);
  output_ = std::exchange(output.read_end, -1);
  errors_ = std::exchange(errors.read_end, -1);
  for (const int fd : {input_, output_, errors_}) {
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
  }
}

Subprocess::~Subprocess() {
  end(std::chrono::milliseconds(0));
  close_fd(input_);
  close_fd(output_);
  close_fd(errors_);
}

void Subprocess::close_input() {
  close_fd(input_);
}

/// Polls: only Linux can wait for a child with a time limit, and this waits for one that has closed
/// its pipes, so for milliseconds at most.
std::optional<int> Subprocess::wait_for_exit(std::chrono::milliseconds grace) {
  const auto deadline = std::chrono::steady_clock::now() + grace;
  for (;;) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      return status;
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return std::nullopt;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

std::string Subprocess::end(std::chrono::milliseconds grace) {
  if (pid_ < 0) {
    return "had already ended";
  }
  std::optional<int> status = wait_for_exit(grace);
  if (!status) {
    ::kill(-pid_, SIGKILL);
    int killed = 0;
    while (::waitpid(pid_, &killed, 0) < 0 && errno == EINTR) {
    }
    status = killed;
  }
  pid_ = -1;
  return describe(*status);
}

}  // namespace dora::gnuplot
