// Runs a program for a test, with its own environment, captured output and signals.
#include "tests/support/program.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::test {
namespace {

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw base::Error("cannot create a pipe: too many open files");
    }
    read_end = ends[0];
    write_end = ends[1];
  }
  int read_end = -1;
  int write_end = -1;
};

void close_end(int& fd) {
  if (fd >= 0) {
    ::close(std::exchange(fd, -1));
  }
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) {
    result.push_back(text.data());
  }
  result.push_back(nullptr);
  return result;
}

/// The arguments of posix_spawn: descriptors 0 to 2, the folder, signals as after a login.
class SpawnPlan {
 public:
  SpawnPlan() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  void connect(int fd, int target) { ::posix_spawn_file_actions_adddup2(&actions_, fd, target); }
  void enter(const std::filesystem::path& folder) {
    if (!folder.empty()) {
      ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    }
  }
  int start(const ProgramCall& call) {
    std::vector<std::string> arguments{call.program.string()};
    arguments.insert(arguments.end(), call.arguments.begin(), call.arguments.end());
    std::vector<std::string> environment = call.environment;
    int pid = -1;
    const int error = ::posix_spawn(&pid, call.program.c_str(), &actions_, &attributes_,
                                    pointers(arguments).data(), pointers(environment).data());
    if (error != 0) {
      throw base::Error("cannot start " + call.program.string() + ": " + std::strerror(error));
    }
    return pid;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

/// Appends what is available; closes at the end of the stream.
void read_some(int& fd, std::string& text) {
  std::array<char, 65536> chunk{};
  const ssize_t got = ::read(fd, chunk.data(), chunk.size());
  if (got > 0) {
    text.append(chunk.data(), static_cast<std::size_t>(got));
  } else if (got == 0 || errno != EINTR) {
    close_end(fd);
  }
}

}  // namespace

RunningProgram::RunningProgram(const ProgramCall& call)
    : pending_input_(call.input), keep_input_open_(call.keep_input_open) {
  // A program that ends before it has read its input must not end the test.
  std::signal(SIGPIPE, SIG_IGN);
  Pipe input;
  Pipe output;
  Pipe errors;
  SpawnPlan plan;
  plan.connect(input.read_end, STDIN_FILENO);
  plan.connect(output.write_end, STDOUT_FILENO);
  plan.connect(errors.write_end, STDERR_FILENO);
  plan.enter(call.folder);
  pid_ = plan.start(call);
  close_end(input.read_end);
  close_end(output.write_end);
  close_end(errors.write_end);
  input_ = input.write_end;
  output_ = output.read_end;
  errors_ = errors.read_end;
  ::fcntl(input_, F_SETFL, O_NONBLOCK);
  write_input();
}

RunningProgram::~RunningProgram() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  close_end(input_);
  close_end(output_);
  close_end(errors_);
}

void RunningProgram::write_input() {
  if (!pending_input_.empty()) {
    const ssize_t written = ::write(input_, pending_input_.data(), pending_input_.size());
    if (written < 0 && errno != EAGAIN && errno != EINTR) {
      pending_input_.clear();
    } else if (written > 0) {
      pending_input_.erase(0, static_cast<std::size_t>(written));
    }
  }
  if (pending_input_.empty() && !keep_input_open_) {
    close_end(input_);
  }
}

/// Waits for the next read or write; returns false once the program has closed both outputs.
bool RunningProgram::exchange() {
  if (output_ < 0 && errors_ < 0) {
    return false;
  }
  const int writable = pending_input_.empty() ? -1 : input_;
  std::array<pollfd, 3> descriptors{
      {{output_, POLLIN, 0}, {errors_, POLLIN, 0}, {writable, POLLOUT, 0}}};
  if (::poll(descriptors.data(), descriptors.size(), -1) < 0) {
    return errno == EINTR;
  }
  if (descriptors[0].revents != 0) {
    read_some(output_, result_.output);
  }
  if (descriptors[1].revents != 0) {
    read_some(errors_, result_.errors);
  }
  if (descriptors[2].revents != 0) {
    write_input();
  }
  return true;
}

bool RunningProgram::wait_for_output(std::string_view text) {
  while (result_.output.find(text) == std::string::npos) {
    if (!exchange()) {
      return false;
    }
  }
  return true;
}

bool RunningProgram::wait_for_errors(std::string_view text) {
  while (result_.errors.find(text) == std::string::npos) {
    if (!exchange()) {
      return false;
    }
  }
  return true;
}

bool RunningProgram::wait_until(const std::function<bool()>& holds) const {
  while (!holds()) {
    siginfo_t ended{};
    ::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (ended.si_pid != 0) {
      return holds();  // It may have become true just before the end.
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

void RunningProgram::send(int signal) const {
  if (pid_ > 0) {
    ::kill(pid_, signal);
  }
}

ProgramResult RunningProgram::wait() {
  while (exchange()) {
  }
  int status = 0;
  rusage usage{};
  while (::wait4(pid_, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  result_.peak_memory = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
  pid_ = -1;
  result_.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return std::move(result_);
}

ProgramResult run_program(const ProgramCall& call) {
  RunningProgram program(call);
  return program.wait();
}

}  // namespace dora::test
