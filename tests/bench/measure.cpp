// Runs a command and prints its cost: time, CPU time, memory and the pictures it made.
//
// Usage: measure WAY CHARTS FOLDER COMMAND [ARGUMENT...]
// Prints `WAY CHARTS SECONDS CPU_SECONDS PROGRAM_KB WORKER_KB PICTURES BYTES`, separated by tabs:
// CPU seconds of the command and all its descendants; peak resident memory of the command itself
// and of its largest descendant; number and bytes of the PNG files in FOLDER. The command's output
// goes to stderr. Exit code: the command's, or 1 if FOLDER has fewer pictures than CHARTS. `all` as
// CHARTS stands for as many as there are, at least one.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

/// Short enough to see a process that draws one picture; the cost of looking is not the command's.
constexpr int milliseconds_between_looks = 15;

struct Memory {
  long program_kb = 0;
  long worker_kb = 0;
};

struct Usage {
  int exit_code = 0;
  double seconds = 0;
  double cpu_seconds = 0;
  Memory memory;
};

struct Pictures {
  long count = 0;
  std::uintmax_t bytes = 0;
};

/// The peak resident memory of the process; 0 if it no longer exists.
long peak_kb(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) {
      return std::strtol(line.c_str() + std::strlen("VmHWM:"), nullptr, 10);
    }
  }
  return 0;
}

std::vector<pid_t> children(pid_t pid) {
  const std::string number = std::to_string(pid);
  std::ifstream list("/proc/" + number + "/task/" + number + "/children");
  std::vector<pid_t> result;
  for (pid_t child = 0; list >> child;) {
    result.push_back(child);
  }
  return result;
}

void look(pid_t program, Memory& memory) {
  memory.program_kb = std::max(memory.program_kb, peak_kb(program));
  std::vector<pid_t> below = children(program);
  while (!below.empty()) {
    const pid_t pid = below.back();
    below.pop_back();
    memory.worker_kb = std::max(memory.worker_kb, peak_kb(pid));
    const std::vector<pid_t> more = children(pid);
    below.insert(below.end(), more.begin(), more.end());
  }
}

pid_t start(char** command) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    ::execvp(command[0], command);
    std::cerr << "measure: cannot start " << command[0] << ": " << std::strerror(errno) << "\n";
    ::_exit(127);
  }
  return pid;
}

double seconds(timeval time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Usage run(char** command) {
  Usage usage;
  const auto begin = Clock::now();
  const pid_t pid = start(command);
  // A descriptor that becomes readable at the end, so that polling adds no delay.
  pollfd end{static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)), POLLIN, 0};
  while (::poll(&end, 1, milliseconds_between_looks) == 0) {
    look(pid, usage.memory);
  }
  usage.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  int status = 0;
  rusage used{};
  ::wait4(pid, &status, 0, &used);
  ::close(end.fd);
  usage.cpu_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
  usage.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return usage;
}

Pictures pictures_in(const std::filesystem::path& folder) {
  Pictures pictures;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".png") {
      ++pictures.count;
      pictures.bytes += entry.file_size();
    }
  }
  return pictures;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 5) {
    std::cerr << "usage: measure WAY CHARTS FOLDER COMMAND [ARGUMENT...]\n";
    return 2;
  }
  const Usage usage = run(arguments + 4);
  if (usage.exit_code != 0) {
    std::cerr << "measure: " << arguments[4] << " ended with " << usage.exit_code << "\n";
    return usage.exit_code;
  }
  const Pictures pictures = pictures_in(arguments[3]);
  const long charts = arguments[2] == std::string("all") ? std::max(pictures.count, 1L)
                                                         : std::strtol(arguments[2], nullptr, 10);
  if (pictures.count < charts) {
    std::cerr << "measure: " << arguments[3] << " holds " << pictures.count
              << " pictures instead of " << charts << "\n";
    return 1;
  }
  std::printf("%s\t%ld\t%.4f\t%.4f\t%ld\t%ld\t%ld\t%ju\n", arguments[1], charts, usage.seconds,
              usage.cpu_seconds, usage.memory.program_kb, usage.memory.worker_kb, pictures.count,
              pictures.bytes);
  return 0;
}
