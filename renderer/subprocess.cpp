// One child process and the three pipes to it; knows nothing of what is said over them.
#include "renderer/subprocess.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::renderer {
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

  /// Where the program was started with stdin, stdout or stderr closed, a pipe may get their
  /// numbers, and the child's dup2 calls would overwrite one another.
  static int above_standard(int fd) {
    if (fd > STDERR_FILENO) {
      return fd;
    }
    const int moved = ::fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    ::close(fd);
    return moved;
  }
};

/// What posix_spawn is told, freed at the end of the scope.
struct SpawnPlan {
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};

  SpawnPlan() {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  /// A group of its own, no signal blocked, and those that we handle or ignore back to default.
  void separate_from_us() {
    sigset_t signals{};
    ::sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes, &signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
      ::sigaddset(&signals, signal);
    }
    ::posix_spawnattr_setsigdefault(&attributes, &signals);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (const std::string& text : texts) {
    result.push_back(const_cast<char*>(text.c_str()));  // posix_spawn does not write to them.
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
  SpawnPlan plan;
  plan.separate_from_us();
  ::posix_spawn_file_actions_adddup2(&plan.actions, input.read_end, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&plan.actions, output.write_end, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&plan.actions, errors.write_end, STDERR_FILENO);
  if (!command.folder.empty()) {
    ::posix_spawn_file_actions_addchdir_np(&plan.actions, command.folder.c_str());
  }
  const std::vector<char*> arguments = pointers(command.arguments);
  const std::vector<char*> environment = pointers(command.environment);
  const int error = ::posix_spawn(&pid_, arguments.front(), &plan.actions, &plan.attributes,
                                  arguments.data(), environment.data());
  if (error != 0) {
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

/// Asks again and again: only Linux can wait for a child with a time limit, and this waits for one
/// that has closed its pipes, so for milliseconds at most.
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
    return "had ended before";
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

}  // namespace dora::renderer
