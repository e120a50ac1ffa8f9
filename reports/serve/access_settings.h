// Who may ask, and where the server listens, as the options say. Refuses what is not safe.
#pragma once

#include <cstdint>
#include <string>

#include "reports/serve/serve_options.h"
#include "reports/webserver/access.h"

namespace dora::serve {

/// Without the port. Throws a UsageError, or an Error that names the password's file.
webserver::AccessOptions access_options(const ServeOptions& options);

/// `http://127.0.0.1:5000/`
std::string address_text(const ServeOptions& options, std::uint16_t port);

}  // namespace dora::serve
