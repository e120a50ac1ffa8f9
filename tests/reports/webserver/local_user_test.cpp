// Tests whose program a connection is said to come from.
#include "reports/webserver/local_user.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "collector/base/files/atomic_file.h"
#include "tests/support/temporary_folder.h"

namespace dora::webserver {
namespace {

constexpr const char* table_head =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

std::string line(const char* local, const char* remote, unsigned user) {
  return fmt::format("   1: {} {} 01 00000000:00000000 00:00000000 00000000 {:5}        0 1 1\n",
                     local, remote, user);
}

TEST(LocalUser, IsReadFromTheSystemsTable) {
  const test::TemporaryFolder folder;
  const unsigned other = ::geteuid() + 4711;
  files::write_file(folder / "tcp", table_head + line("0100007F:1388", "0100007F:C001", other) +
                                        line("0100007F:C001", "0100007F:1388", ::geteuid()) +
                                        line("0100007F:C002", "0100007F:1388", other) +
                                        line("0100007F:C003", "0100007F:1388", 0) + "broken\n");
  files::write_file(folder / "tcp6",
                    table_head + line("00000000000000000000000001000000:C001",
                                      "00000000000000000000000001000000:1388", ::geteuid()));
  const auto is_own = [&](const char* address, std::uint16_t port) {
    return is_own_user({address, port}, {address, 5000}, folder.path());
  };
  EXPECT_TRUE(is_own("127.0.0.1", 0xC001));
  EXPECT_FALSE(is_own("127.0.0.1", 0xC002)) << "of another user";
  EXPECT_TRUE(is_own("127.0.0.1", 0xC003)) << "root may read everything anyway";
  EXPECT_FALSE(is_own("127.0.0.1", 0xC004)) << "not in the table";
  EXPECT_TRUE(is_own("::1", 0xC001));
  EXPECT_FALSE(is_own_user({"192.0.2.1", 0xC001}, {"192.0.2.2", 5000}, folder.path()));
  EXPECT_FALSE(is_own_user({"127.0.0.1", 0xC001}, {"127.0.0.1", 5000}, folder / "none"));
}

}  // namespace
}  // namespace dora::webserver
