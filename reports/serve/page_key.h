// The key that the forms on a page send: whose page it is, and which report it shows.
#pragma once

#include <string>
#include <string_view>

#include "reports/serve/snapshot.h"
#include "reports/webserver/access.h"

namespace dora::serve {

std::string page_key(const webserver::Visitor& visitor, const Snapshot& snapshot);

/// Whether a form is of a page of this visitor; true for programs, which have none.
bool is_own_page(std::string_view key, const webserver::Visitor& visitor);
/// Whether the page shows another report than this one; false for programs.
bool is_other_report(std::string_view key, const Snapshot& snapshot);

}  // namespace dora::serve
