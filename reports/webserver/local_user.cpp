// Whose program a loopback connection comes from, as Linux knows it.
#include "reports/webserver/local_user.h"

#include <array>
#include <cstring>
#include <fstream>
#include <sstream>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <unistd.h>

#include "reports/webserver/endpoint.h"

namespace dora::webserver {
namespace {

/// As in the table: words of the address in the machine's byte order, a colon, the port.
std::string table_text(const Endpoint& end) {
  std::array<std::uint32_t, 4> words{};
  const bool is_ipv4 = ::inet_pton(AF_INET, end.address.c_str(), words.data()) == 1;
  if (!is_ipv4 && ::inet_pton(AF_INET6, end.address.c_str(), words.data()) != 1) {
    return "";
  }
  std::string text;
  for (std::size_t i = 0; i < (is_ipv4 ? 1 : words.size()); ++i) {
    text += fmt::format("{:08X}", words[i]);
  }
  return fmt::format("{}:{:04X}", text, end.port);
}

}  // namespace

bool is_own_user(const Endpoint& client, const Endpoint& server,
                 const std::filesystem::path& table) {
  if (!is_loopback(client.address) || !is_loopback(server.address)) {
    return false;
  }
  const std::string own = table_text(client);
  const std::string other = table_text(server);
  std::ifstream lines(table / (client.address.find(':') == std::string::npos ? "tcp" : "tcp6"));
  // "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid ..."
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string number;
    std::string local;
    std::string remote;
    std::string skipped;
    uid_t user = 0;
    words >> number >> local >> remote >> skipped >> skipped >> skipped >> skipped >> user;
    if (words && local == own && remote == other) {
      return user == ::geteuid() || user == 0;
    }
  }
  return false;
}

}  // namespace dora::webserver
