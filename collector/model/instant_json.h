// A moment as JSON.
#pragma once

#include <optional>
#include <string>

#include "collector/model/instant.h"
#include "collector/model/json/json_text.h"

namespace dora::model {

/// Appends a time as a string, `null` if it is unknown.
inline void append_json(std::string& json, const std::optional<Instant>& time) {
  if (time) {
    append_json(json, to_string(*time));
  } else {
    json += "null";
  }
}

}  // namespace dora::model
