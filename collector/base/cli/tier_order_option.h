// The option --tier-order, which several commands share.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace dora::cli {

/// Adds `--tier-order a,b`; `set` gets the names of all lists, none of them empty.
void add_tier_order_option(CLI::App& command, std::function<void(std::vector<std::string>)> set);

}  // namespace dora::cli
