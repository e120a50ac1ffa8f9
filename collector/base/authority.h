// Who stands behind a setting.
#pragma once

#include <cstdint>

namespace dora::base {

/// The least trusted first. Whoever can write the working folder can write its files, which is not
/// always who runs the program: a shared checkout, a merge request from outside.
enum class Authority : std::uint8_t {
  config_of_folder,  ///< A config file in the working folder, often checked in.
  dotenv,            ///< `.env` in the working folder.
  operators          ///< Command line, environment, a config file elsewhere, built-in defaults.
};

}  // namespace dora::base
