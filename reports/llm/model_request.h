// A request to a language model, in the form of OpenAI's API and of those that imitate it. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/http/http_client.h"

namespace dora::llm {

/// `POST /chat/completions`, or the older `POST /completions`, which knows one text only.
enum class Api : std::uint8_t { chat, completions };
std::string_view to_string(Api api);
std::optional<Api> parse_api(std::string_view text);

struct Message {
  std::string role;  ///< `system`, `user`, `assistant`.
  std::string content;
};

struct ModelRequest {
  Api api = Api::chat;
  std::string model;
  std::vector<Message> messages;       ///< Joined by empty lines for `completions`.
  std::string schema;                  ///< The JSON Schema of the answer; empty: free text.
  std::string schema_name = "answer";  ///< At most 64 of [A-Za-z0-9_-].
  int max_tokens = 500;                ///< Of the answer.
  double temperature = 0;
  std::optional<std::int64_t> seed = 1;  ///< A hint: few servers repeat themselves exactly.
  bool stream = false;                   ///< The answer comes as events, the usage with the last.
};

/// How the schema is sent.
enum class SchemaForm : std::uint8_t { json_schema, json_object, none };

/// What a server understands. It begins with what most do and is narrowed by what one refuses.
struct Dialect {
  /// OpenAI's newer models refuse max_tokens; Ollama ignores max_completion_tokens without a word.
  bool max_completion_tokens = false;
  bool temperature = true;
  bool seed = true;
  bool stream_options = true;
  SchemaForm schema = SchemaForm::json_schema;

  bool operator==(const Dialect&) const = default;
};

/// An error of the API that names a parameter it does not accept.
struct RefusedParameter {
  std::string_view name;     ///< `param` of the error; may be empty.
  std::string_view message;  ///< Names it, too.
};

/// Returns a dialect without the parameter that was refused; nullopt if no other would help.
std::optional<Dialect> adapted(const Dialect& dialect, const RefusedParameter& refused);

/// The JSON of the request's body: the same bytes for the same request.
std::string body_of(const ModelRequest& request, const Dialect& dialect);

/// `base` as returned by api_base().
http::Request http_request(std::string_view base, const ModelRequest& request,
                           const Dialect& dialect);

}  // namespace dora::llm
