// Finds gnuplot, checks that it can draw, and says how workers are started; talks to none of them.
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

/// `name` is a path, or a name to be looked for in PATH; the result is absolute. Throws an Error
/// with the next step when it is missing.
std::filesystem::path locate_gnuplot(const std::string& name);

/// The program that locate_gnuplot() finds, asked what it is and can. Throws an Error with the next
/// step when it is missing, older than 5.4, or without the pngcairo terminal; Interrupted after a
/// signal.
GnuplotProgram find_gnuplot(const std::string& name, const base::Interrupt& interrupt);

struct PngEncoder {
  chart::PngMode mode = chart::PngMode::gnuplot;
  std::filesystem::path
      library{};          ///< That workers are started with; empty: gnuplot's own encoder.
  std::string problem{};  ///< Why it is not the one asked for, and the next step.
};

/// Lets gnuplot draw something to see that our encoder really works inside of it. Where it does not
/// (no library, or a gnuplot that cannot load it), gnuplot's own is taken and `problem` says why.
/// Throws Interrupted after a signal.
PngEncoder find_png_encoder(const GnuplotProgram& program, chart::PngMode mode,
                            const base::Interrupt& interrupt);
/// The same with a library of the caller's choice.
PngEncoder find_png_encoder(const GnuplotProgram& program, chart::PngMode mode,
                            const std::filesystem::path& library, const base::Interrupt& interrupt);

/// One that reads scripts from its input, as they come, and runs in `folder`. It sees no
/// initialization files (-d; `reset session` would read them again for every chart) and nothing of
/// our environment but what fonts and libraries are found by: no token, no foreign locale.
Command worker_command(const GnuplotProgram& program, const std::filesystem::path& folder,
                       const PngEncoder& encoder = {});

}  // namespace dora::gnuplot
