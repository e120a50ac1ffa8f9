// Who set a setting, and how far that is trusted.
#pragma once

#include <cstdint>

namespace dora::base {

/// From the least to the most trusted. Whoever can write to the working folder can write its files;
/// that is not always the person who runs the program: a shared checkout, a merge request from
/// outside.
enum class Authority : std::uint8_t {
  config_of_folder,  ///< A config file in the working folder, often checked in.
  dotenv,            ///< `.env` in the working folder.
  operators          ///< Command line, environment, a config file elsewhere, built-in defaults.
};

}  // namespace dora::base
