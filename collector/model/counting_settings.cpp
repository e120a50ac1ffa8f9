// What counts as a deployment, and when: chosen in `collect`, saved in collection.json.
#include "collector/model/counting_settings.h"

namespace dora::model {

std::string_view to_string(DateBy date_by) {
  return date_by == DateBy::created ? "created" : "finished";
}

std::optional<DateBy> parse_date_by(std::string_view text) {
  if (text == "created") {
    return DateBy::created;
  }
  return text == "finished" ? std::optional(DateBy::finished) : std::nullopt;
}

}  // namespace dora::model
