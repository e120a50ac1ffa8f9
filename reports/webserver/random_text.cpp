// Secrets that nobody can guess, and comparing them.
#include "reports/webserver/random_text.h"

#include <array>

#include <fmt/format.h>
#include <sys/random.h>

#include "collector/base/error.h"

namespace dora::webserver {

std::string random_text() {
  std::array<unsigned char, 32> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw base::Error("the system gives no random numbers, which the address needs");
  }
  std::string text;
  for (const unsigned char byte : bytes) {
    text += fmt::format("{:02x}", byte);
  }
  return text;
}

bool are_equal(std::string_view one, std::string_view other) {
  unsigned difference = one.size() == other.size() ? 0U : 1U;
  for (std::size_t i = 0; i < one.size(); ++i) {
    const char c = i < other.size() ? other[i] : '\0';
    difference |= static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(c);
  }
  return difference == 0;
}

}  // namespace dora::webserver
