// Finds gnuplot, checks that it can draw, and builds the command that starts workers.
#pragma once

#include <filesystem>
#include <string>

#include "collector/base/interrupt.h"
#include "renderer/chart/picture.h"
#include "renderer/gnuplot/subprocess.h"

namespace dora::gnuplot {

struct GnuplotProgram {
  std::filesystem::path path;  ///< Absolute.
  std::string version;         ///< `5.4 patchlevel 4`.
};

/// `name` is a path, or a name to look up in PATH; the result is absolute. Throws an Error with the
/// next step if it is missing.
std::filesystem::path locate_gnuplot(const std::string& name);

/// Finds the program as locate_gnuplot() does and asks it for its version and terminals. Throws an
/// Error with the next step if it is missing, older than 5.4, or lacks the pngcairo terminal;
/// Interrupted after a signal.
GnuplotProgram find_gnuplot(const std::string& name, const base::Interrupt& interrupt);

struct PngEncoder {
  chart::PngMode mode = chart::PngMode::gnuplot;
  std::filesystem::path library{};  ///< Loaded into workers; empty: gnuplot's own encoder.
  std::string problem{};            ///< Why it is not the requested one, and the next step.
};

/// Has gnuplot draw a test picture to check that our encoder really works inside it. If it does not
/// (no library, or a gnuplot that cannot load it), gnuplot's own is used and `problem` says why.
/// Throws Interrupted after a signal.
PngEncoder find_png_encoder(const GnuplotProgram& program, chart::PngMode mode,
                            const base::Interrupt& interrupt);
/// The same with a library chosen by the caller.
PngEncoder find_png_encoder(const GnuplotProgram& program, chart::PngMode mode,
                            const std::filesystem::path& library, const base::Interrupt& interrupt);

/// A worker reads scripts from its input as they come, and runs in `folder`. It reads no
/// initialization files (-d; `reset session` would read them again for every chart) and gets
/// nothing from our environment but what is needed to find fonts and libraries: no token, no
/// foreign locale.
Command worker_command(const GnuplotProgram& program, const std::filesystem::path& folder,
                       const PngEncoder& encoder = {});

}  // namespace dora::gnuplot
