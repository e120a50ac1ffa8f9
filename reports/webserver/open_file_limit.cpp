// How many files this process may have open.
#include "reports/webserver/open_file_limit.h"

#include <algorithm>

#include <sys/resource.h>

namespace dora::webserver {

std::size_t raise_open_file_limit() {
  constexpr rlim_t enough = 1'000'000;  // Without a limit, the kernel's memory is one.
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return 0;
  }
  const rlim_t before = limit.rlim_cur;
  limit.rlim_cur = std::max(before, std::min(limit.rlim_max, enough));
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
}

}  // namespace dora::webserver
