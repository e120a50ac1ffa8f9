// Secrets that nobody can guess, and comparing them.
#pragma once

#include <string>
#include <string_view>

namespace dora::webserver {

/// 64 hexadecimal digits: 32 bytes of the system's random numbers. Throws an Error without any.
std::string random_text();

/// Takes as long whatever the texts have in common.
bool are_equal(std::string_view one, std::string_view other);

}  // namespace dora::webserver
