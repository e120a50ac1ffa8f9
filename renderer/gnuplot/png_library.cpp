// Finds the library that writes gnuplot's PNG files, without loading it.
#include "renderer/gnuplot/png_library.h"

namespace dora::gnuplot {

namespace fs = std::filesystem;

fs::path png_library_of(const fs::path& program) {
  constexpr const char* name = "libdora-png.so";
  if (program.empty()) {
    return {};  // Never from the working folder, where anyone may have put it.
  }
  const fs::path folder = program.parent_path();
  for (const fs::path& path :
       {folder / name, folder.parent_path() / "libexec/dora-report" / name}) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
      return fs::absolute(path);
    }
  }
  return {};
}

fs::path png_library() {
  std::error_code error;
  return png_library_of(fs::read_symlink("/proc/self/exe", error));
}

}  // namespace dora::gnuplot
