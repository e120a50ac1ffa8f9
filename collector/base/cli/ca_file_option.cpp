// The option --ca-file, which every command that sends requests has.
#include "collector/base/cli/ca_file_option.h"

#include <CLI/CLI.hpp>

#include "collector/base/cli/help_format.h"

namespace dora::cli {

void add_ca_file_option(CLI::App& command, std::filesystem::path& file) {
  command.add_option("--ca-file", file, "Trust these authorities (PEM) instead of the system's")
      ->type_name("FILE")
      ->check(CLI::ExistingFile)
      ->group(advanced_group);
}

}  // namespace dora::cli
