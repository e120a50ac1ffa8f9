// Says which argument is not known, and what may have been meant.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace dora::cli {

/// After an ExtrasError of CLI11: `unknown option --projct; did you mean --project?`. Values are
/// not repeated: they may be secrets. Ends with the command whose help tells more.
std::string describe_unknown(const CLI::App& program);

/// `'dora-report generate --help'`, of the command that was given.
std::string help_command(const CLI::App& program);

}  // namespace dora::cli
