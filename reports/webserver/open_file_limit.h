// How many files this process may have open.
#pragma once

#include <cstddef>

namespace dora::webserver {

/// Raises the limit as far as the system lets this user, and returns it.
std::size_t raise_open_file_limit();

}  // namespace dora::webserver
