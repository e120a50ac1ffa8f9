// The parts that whole answers and streamed ones have in common; include it only in .cpp files of
// this room.
#pragma once

#include <string>
#include <string_view>

#include <rapidjson/document.h>

#include "reports/llm/answer.h"

namespace dora::llm {

/// Reads `{"error": ...}`, whatever shape the server gave it; `status` is HTTP's.
ApiError read_error(const rapidjson::Value& error, int status);

/// For an error of which only HTTP's status is known.
ApiError error_of_status(int status, std::string message);

/// Text of others for a message: printable and short.
std::string short_text(std::string_view text, std::size_t most = 300);

/// Reads id, model, created and usage, where they are there.
void read_head(const rapidjson::Value& object, Answer& answer);

/// A text, or the texts of an array of parts.
std::string content_of(const rapidjson::Value* content);

/// Sets the outcome of an answer whose text, refusal and reason to finish are read.
void conclude(Answer& answer);

}  // namespace dora::llm
