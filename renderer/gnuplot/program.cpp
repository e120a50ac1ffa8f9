// Finds gnuplot, checks that it can draw, and builds the command that starts workers.
#include "renderer/gnuplot/program.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "renderer/gnuplot/child_environment.h"
#include "renderer/gnuplot/png_library.h"
#include "renderer/png/format.h"

namespace dora::gnuplot {
namespace {

namespace fs = std::filesystem;

constexpr const char* advice = "install gnuplot-nox (5.4 or newer), or name another with --gnuplot";
constexpr std::chrono::seconds time_to_answer{20};
constexpr std::size_t longest_answer = 4096;

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

std::optional<fs::path> look_up(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    return is_program(name) ? std::optional(fs::absolute(name)) : std::nullopt;
  }
  const char* variable = std::getenv("PATH");
  const std::string searched =
      absolute_folders(variable == nullptr ? "/usr/local/bin:/usr/bin:/bin" : variable);
  std::string_view folders = searched;
  while (!folders.empty()) {
    const std::string_view folder = folders.substr(0, folders.find(':'));
    folders.remove_prefix(std::min(folders.size(), folder.size() + 1));
    if (is_program(fs::path(folder) / name)) {
      return fs::path(folder) / name;
    }
  }
  return std::nullopt;
}

/// Appends what is available; returns false at the end.
bool read_some(int fd, std::string& text) {
  std::array<char, 1024> buffer;
  const ssize_t got = ::read(fd, buffer.data(), buffer.size());
  if (got > 0) {
    text.append(buffer.data(),
                std::min(static_cast<std::size_t>(got), longest_answer - text.size()));
  }
  return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

struct Answer {
  std::string text;  ///< Its stdout and stderr.
  std::string exit;
};

Answer ask(const Command& command, const base::Interrupt& interrupt) {
  Subprocess process(command);
  process.close_input();
  Answer answer;
  const auto deadline = std::chrono::steady_clock::now() + time_to_answer;
  bool output_open = true;
  bool errors_open = true;
  while ((output_open || errors_open) && std::chrono::steady_clock::now() < deadline) {
    // poll skips negative descriptors.
    std::array<pollfd, 3> ends{{{interrupt.fd(), POLLIN, 0},
                                {output_open ? process.output() : -1, POLLIN, 0},
                                {errors_open ? process.errors() : -1, POLLIN, 0}}};
    ::poll(ends.data(), ends.size(), 100);
    interrupt.check();
    output_open = output_open && read_some(process.output(), answer.text);
    errors_open = errors_open && read_some(process.errors(), answer.text);
  }
  answer.exit = process.end(std::chrono::milliseconds(500));
  return answer;
}

/// `gnuplot 5.4 patchlevel 4`: 504; 0 for any other text.
int version_number(std::string_view text) {
  constexpr std::string_view begin = "gnuplot ";
  if (!text.starts_with(begin)) {
    return 0;
  }
  text.remove_prefix(begin.size());
  int major = 0;
  int minor = 0;
  const auto dot = std::from_chars(text.data(), text.data() + text.size(), major);
  if (dot.ec != std::errc() || dot.ptr == text.data() + text.size() || *dot.ptr != '.') {
    return 0;
  }
  const auto end = std::from_chars(dot.ptr + 1, text.data() + text.size(), minor);
  return end.ec == std::errc() && major < 1000 && minor < 100 ? 100 * major + minor : 0;
}

/// Written to gnuplot's stdout.
constexpr const char* small_picture =
    "set terminal pngcairo size 60,60; unset border; unset tics; unset key; plot [0:1] [0:1] -1";

/// Our encoder gives a picture with few colours a palette, cairo's never does.
bool is_ours(std::string_view png) {
  // https://www.w3.org/TR/png-3/#11IHDR: the colour type follows width, height and bit depth.
  constexpr std::size_t color_type_at = 25;
  constexpr char palette = 3;
  return png.size() > color_type_at && png.starts_with(png::png_signature) &&
         png[color_type_at] == palette;
}

}  // namespace

fs::path locate_gnuplot(const std::string& name) {
  const auto path = look_up(name);
  if (!path) {
    throw base::Error(fmt::format("{} not found: {}", name, advice));
  }
  return *path;
}

GnuplotProgram find_gnuplot(const std::string& name, const base::Interrupt& interrupt) {
  constexpr int oldest = 504;
  const fs::path path = locate_gnuplot(name);
  const Answer answer = ask({{path.string(), "--version"}, child_environment(), {}}, interrupt);
  const std::string said = text::printable(answer.text.substr(0, answer.text.find('\n')));
  const int version = version_number(answer.text);
  if (version == 0) {
    throw base::Error(fmt::format("{} is not gnuplot: '--version' answers '{}' and {}; {}",
                                  path.string(), said, answer.exit, advice));
  }
  if (version < oldest) {
    throw base::Error(fmt::format("{} is too old ({}): {}", path.string(), said, advice));
  }
  const Answer terminal = ask(
      {{path.string(), "-d", "-e", "set terminal pngcairo"}, child_environment(), {}}, interrupt);
  if (terminal.exit != "exited with code 0") {
    throw base::Error(
        fmt::format("{} cannot draw PNG pictures with cairo ('set terminal pngcairo' "
                    "{}): install gnuplot-nox, which can",
                    path.string(), terminal.exit));
  }
  return {path, said.substr(std::string_view("gnuplot ").size())};
}

PngEncoder find_png_encoder(const GnuplotProgram& program, chart::PngMode mode,
                            const base::Interrupt& interrupt) {
  return find_png_encoder(program, mode, png_library(), interrupt);
}

PngEncoder find_png_encoder(const GnuplotProgram& program, chart::PngMode mode,
                            const fs::path& library, const base::Interrupt& interrupt) {
  if (mode == chart::PngMode::gnuplot) {
    return {};
  }
  const auto gnuplots_own = [](const std::string& why) {
    return PngEncoder{chart::PngMode::gnuplot,
                      {},
                      fmt::format("PNG files are made by gnuplot's own encoder, slower and larger: "
                                  "{} (--png gnuplot silences this message)",
                                  why)};
  };
  if (library.empty()) {
    return gnuplots_own(
        "libdora-png.so is neither next to the program nor in ../libexec/dora-report");
  }
  // ld.so(8): LD_PRELOAD is a list separated by spaces or colons, and `$` begins a token.
  if (library.string().find_first_of(" :$") != std::string::npos) {
    return gnuplots_own(
        fmt::format("the path {} contains a space, ':' or '$', which LD_PRELOAD does not allow",
                    text::printable(library.string())));
  }
  PngEncoder encoder{mode, library, {}};
  Command command = worker_command(program, {}, encoder);
  command.arguments = {program.path.string(), "-d", "-e", small_picture};
  if (!is_ours(ask(command, interrupt).text)) {
    return gnuplots_own(fmt::format("{} cannot load {}", program.path.string(), library.string()));
  }
  return encoder;
}

Command worker_command(const GnuplotProgram& program, const fs::path& folder,
                       const PngEncoder& encoder) {
  // From its standard input it would read the script byte by byte, in thousands of system calls; a
  // file is read in blocks, and from a pipe a block is whatever is available.
  Command command{{program.path.string(), "-d", "/dev/stdin"}, child_environment(), folder};
  if (!encoder.library.empty()) {
    command.environment.push_back("LD_PRELOAD=" + encoder.library.string());
    command.environment.push_back(fmt::format("DORA_PNG={}", name_of(encoder.mode)));
  }
  return command;
}

}  // namespace dora::gnuplot
