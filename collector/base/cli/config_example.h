// An example of the config file: every option of every command, commented.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace dora::cli {

/// Made from the declared options, so that it is always complete: each with its description, its
/// default or its form, once. Nothing is set.
std::string config_example(const CLI::App& program);

}  // namespace dora::cli
