// Fuzzes the config file: it is read or refused, and never sets anything that is not an option.
#include "collector/base/cli/config_file.h"

#include <CLI/CLI.hpp>

#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const dora::fuzz::InputFile file("settings.toml");
  file.write(dora::fuzz::text_of(data, size));

  CLI::App program;
  std::string project;
  int jobs = 0;
  bool quiet = false;
  CLI::App* collect = program.add_subcommand("collect");
  collect->add_option("--project", project);
  collect->add_flag("--quiet", quiet);
  program.add_subcommand("render")->add_option("--jobs", jobs);
  const auto config = dora::cli::add_config_option(program, {{"gnuplot"}, {"theme"}});
  const auto parsed = dora::fuzz::result_or_error([&] {
    try {
      program.parse({"collect", file.path().string(), "--config"});  // In reverse order.
      return true;
    } catch (const CLI::ParseError& error) {
      dora::fuzz::require(*error.what() != '\0');
      return false;
    }
  });
  if (parsed.value_or(false)) {
    for (const std::string& option : config->set) {
      dora::fuzz::require(option == "--project" || option == "--quiet");
    }
  }
  return 0;
}
