// Whose program a loopback connection comes from, as Linux knows it.
#pragma once

#include <filesystem>

#include "reports/webserver/message.h"

namespace dora::webserver {

/// Whether the client's end belongs to this process's user or to root. False if that is unknown:
/// the connection is not from this machine, or there is no such table. `table` is /proc/net, but
/// for tests.
bool is_own_user(const Endpoint& client, const Endpoint& server,
                 const std::filesystem::path& table = "/proc/net");

}  // namespace dora::webserver
