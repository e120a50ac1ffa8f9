// The environment of child programs, built only from what they are known to need.
#include "renderer/gnuplot/child_environment.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

namespace dora::gnuplot {
namespace {

/// Their values are lists of folders.
constexpr std::array path_variables{
    "PATH",            // For a gnuplot that is a script around the real one.
    "LD_LIBRARY_PATH"  // For a gnuplot installed outside the system's folders.
};

constexpr std::array kept{
    "HOME",             // fontconfig: ~/.fonts, and its cache. gnuplot runs with -d: no ~/.gnuplot.
    "TMPDIR",           // gnuplot's temporary files.
    "XDG_CACHE_HOME",   // fontconfig's cache.
    "XDG_CONFIG_HOME",  // The user's fontconfig settings,
    "XDG_DATA_HOME",    // the user's fonts,
    "XDG_DATA_DIRS",    // the fonts of all users.
    "FONTCONFIG_FILE",  // The fonts of another installation,
    "FONTCONFIG_PATH"   // and the location of its settings.
};

}  // namespace

std::string absolute_folders(std::string_view list) {
  std::string result;
  while (!list.empty()) {
    const std::string_view folder = list.substr(0, list.find(':'));
    list.remove_prefix(std::min(list.size(), folder.size() + 1));
    // ld.so(8) also accepts semicolons as separators.
    if (folder.starts_with('/') && folder.find(';') == std::string_view::npos) {
      result += (result.empty() ? "" : ":") + std::string(folder);
    }
  }
  return result;
}

std::vector<std::string> child_environment() {
  // Numbers with a decimal point, and the same glyphs of Han characters for every user.
  std::vector<std::string> result{"LANG=C.UTF-8", "LC_ALL=C.UTF-8"};
  for (const char* name : path_variables) {
    const char* value = std::getenv(name);
    if (const std::string folders = absolute_folders(value == nullptr ? "" : value);
        !folders.empty()) {
      result.push_back(fmt::format("{}={}", name, folders));
    }
  }
  for (const char* name : kept) {
    if (const char* value = std::getenv(name)) {
      result.push_back(fmt::format("{}={}", name, value));
    }
  }
  return result;
}

}  // namespace dora::gnuplot
