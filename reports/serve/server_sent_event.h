// Writes an event of a stream (https://html.spec.whatwg.org/#server-sent-events).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dora::serve {

/// Its data are one line: a JSON object of texts.
std::string event_text(std::string_view name,
                       const std::vector<std::pair<std::string_view, std::string>>& members);

}  // namespace dora::serve
