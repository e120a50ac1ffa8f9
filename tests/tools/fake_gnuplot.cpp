// Stands in for gnuplot: answers like it, draws empty pictures, and misbehaves where a script says.
//
// `fake:<word>` anywhere in a script makes it misbehave; misbehave() below lists the words. It
// records its starts and pictures in `fake.log` in its folder: `start PID`, `draw PID FILE`.
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace {

using namespace std::string_view_literals;

struct Script {
  std::string output;
  int width = 0;
  int height = 0;
  bool truncated = false;
  bool missing = false;
  bool stalls = false;
  int error = 0;
};

void note(const std::string& line) {
  std::ofstream("fake.log", std::ios::app) << line + "\n";
}

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
  }
  return bytes;
}

/// The first and the last chunk, without pixels between them.
void draw(const Script& script) {
  note("draw " + std::to_string(::getpid()) + " " + script.output);
  if (script.missing) {
    return;
  }
  std::string png("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"sv);
  png += big_endian(static_cast<std::uint32_t>(script.width));
  png += big_endian(static_cast<std::uint32_t>(script.height));
  png += "\x08\x02\0\0\0\0\0\0\0"sv;
  if (!script.truncated) {
    png += "\0\0\0\0IEND\xae\x42\x60\x82"sv;
  }
  std::ofstream(script.output, std::ios::binary) << png;
}

/// Draws half a picture, then nothing more; ends with whoever started it, even if that was killed.
[[noreturn]] void draw_half(Script script) {
  script.truncated = true;
  draw(script);
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  std::exit(1);
}

[[noreturn]] void hang() {
  for (;;) {
    ::pause();
  }
}

void flood() {
  const std::string line(1023, 'x');
  for (int i = 0; i < 4096; ++i) {
    std::cerr << line << '\n';
  }
}

/// Returns true the first time it is called for this output.
bool first_time(const Script& script) {
  const std::string marker = script.output + ".seen";
  const bool first = !std::filesystem::exists(marker);
  std::ofstream(marker) << "seen";
  return first;
}

/// Waits for the file `go`, then records how many bytes of scripts are queued after the current
/// line.
void report_plan() {
  while (!std::filesystem::exists("go")) {
    ::usleep(1000);
  }
  int unread = 0;
  ::ioctl(STDIN_FILENO, FIONREAD, &unread);
  note("ahead " + std::to_string(unread + std::cin.rdbuf()->in_avail()) + " bytes");
}

[[noreturn]] void die(int signal) {
  std::signal(signal, SIG_DFL);
  ::raise(signal);
  std::abort();
}

/// Ends like gnuplot when it cannot read a script.
[[noreturn]] void give_up() {
  std::cerr << "\nplot foo(\n         ^\n line 0: words of the fake\n";
  std::exit(1);
}

void write_environment() {
  std::ofstream file("environment");
  for (char** variable = environ; *variable != nullptr; ++variable) {
    file << *variable << '\n';
  }
}

void misbehave(const std::string& line, Script& script) {
  const auto told = [&](const char* word) {
    return line.find(std::string("fake:") + word) != std::string::npos;
  };
  if (told("die") || (told("once-die") && first_time(script))) {
    die(SIGKILL);
  }
  if (told("exit")) {
    give_up();
  }
  if (told("flood")) {
    flood();
  }
  if (told("hang")) {
    std::cerr << "before the hang";
    hang();
  }
  if (told("babble")) {
    std::cout << "what is the question?" << std::endl;
  }
  if (told("deaf")) {
    ::close(STDIN_FILENO);
    hang();
  }
  if (told("error")) {
    std::cerr << "line 0: a reported error\n";
    script.error = 1;
  }
  script.truncated = script.truncated || told("truncated");
  script.missing = script.missing || told("missing");
  script.stalls = script.stalls || told("stall");
  if (told("small")) {
    script.width = 7;
  }
  if (told("ahead")) {
    report_plan();
  }
  if (told("environment")) {
    write_environment();
  }
}

void obey(const std::string& line, Script& script) {
  if (line == "reset session") {
    script = {};
  } else if (line.starts_with("set output '")) {
    script.output = line.substr(12, line.size() - 13);
  } else if (const std::size_t at = line.find(" size "); at != std::string::npos) {
    std::sscanf(line.c_str() + at, " size %d,%d", &script.width, &script.height);
  } else if (line == "unset output") {
    script.stalls ? draw_half(script) : draw(script);
  } else if (line.starts_with("print sprintf('")) {
    std::cout << line.substr(15, line.find(" %d") - 15) << ' ' << script.error << std::endl;
  }
  misbehave(line, script);
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view first = count > 1 ? arguments[1] : "";
  if (first == "--version") {
    std::cout << "gnuplot 5.4 patchlevel 99\n";
    return 0;
  }
  if (count > 2 && arguments[2] == "-e"sv) {
    return 0;  // -d -e 'set terminal pngcairo'
  }
  std::ios::sync_with_stdio(false);  // So that cin knows how much is buffered.
  note("start " + std::to_string(::getpid()));
  Script script;
  for (std::string line; std::getline(std::cin, line);) {
    obey(line, script);
  }
  return 0;
}
