// Finds the library that makes gnuplot's PNG files; neither loads it nor knows what it does.
#pragma once

#include <filesystem>

namespace dora::gnuplot {

/// The library that belongs to `program`: beside it, as a build leaves it, or in
/// `../lib/dora-report`, as it is installed. Absolute; empty when there is none.
std::filesystem::path png_library_of(const std::filesystem::path& program);

/// That of the program that runs.
std::filesystem::path png_library();

}  // namespace dora::gnuplot
