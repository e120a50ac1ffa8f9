// Finds the library that writes gnuplot's PNG files, without loading it.
#pragma once

#include <filesystem>

namespace dora::gnuplot {

/// The library that belongs to `program`: next to it, as in a build tree, or in
/// `../libexec/dora-report`, as installed. Absolute; empty if it does not exist.
std::filesystem::path png_library_of(const std::filesystem::path& program);

/// The library of the running program.
std::filesystem::path png_library();

}  // namespace dora::gnuplot
