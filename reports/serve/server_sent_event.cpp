// Writes an event of a stream (https://html.spec.whatwg.org/#server-sent-events).
#include "reports/serve/server_sent_event.h"

#include <fmt/format.h>

#include "collector/model/json/json_text.h"

namespace dora::serve {

std::string event_text(std::string_view name,
                       const std::vector<std::pair<std::string_view, std::string>>& members) {
  std::string json = "{";
  for (const auto& [key, text] : members) {
    json += json.size() == 1 ? "" : ",";
    model::append_json(json, key);
    json += ":";
    model::append_json(json, text);
  }
  return fmt::format("event: {}\ndata: {}}}\n\n", name, json);
}

}  // namespace dora::serve
