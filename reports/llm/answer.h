// What a language model's server answered, read as what it is. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "collector/http/http_client.h"
#include "reports/llm/model_request.h"

namespace dora::llm {

/// What became of a request.
enum class Outcome : std::uint8_t {
  complete,  ///< `text` is the whole answer.
  cut,       ///< `text` ends at the limit of tokens, or where the connection ended.
  refused,   ///< The model, or a filter before it, declined; `refusal` may say why.
  failed     ///< No answer: see `error`.
};
std::string_view to_string(Outcome outcome);

/// Why there is no answer.
enum class Trouble : std::uint8_t {
  none,
  transport,        ///< No connection, or it broke.
  busy,             ///< A rate limit or a lack of capacity, still after all attempts.
  server,           ///< 5xx.
  quota,            ///< No money or no quota is left: no later request would succeed.
  credentials,      ///< The key is missing, wrong or may not do this.
  not_found,        ///< No such address or model.
  too_long,         ///< The prompt exceeds the model's context.
  invalid_request,  ///< Any other 4xx.
  redirect,         ///< Redirects are not followed.
  unreadable        ///< Not what the API answers.
};

/// Returns whether every later request would fail in the same way.
bool ends_run(Trouble trouble);

struct ApiError {
  Trouble trouble = Trouble::none;
  /// In words, for people: printable, at most 500 bytes, without the key.
  std::string message;
  std::string parameter;  ///< That was refused; usually empty.
  /// Of HTTP, or the one that an error inside an HTTP 200 stands for; 0 if there is none.
  int status = 0;
};

struct Usage {
  std::int64_t prompt_tokens = 0;
  std::int64_t completion_tokens = 0;  ///< Includes tokens of reasoning.
  std::int64_t total_tokens = 0;
};

struct Answer {
  Outcome outcome = Outcome::failed;
  std::string text;
  std::string refusal;
  std::string finish_reason;   ///< As the server wrote it; empty if it did not.
  std::string id;              ///< Of the answer; may be empty.
  std::string model;           ///< That answered; may be empty.
  std::int64_t created = 0;    ///< Seconds since 1970; 0 if it is not known.
  std::optional<Usage> usage;  ///< nullopt: not known, which is not 0.
  ApiError error;              ///< When `outcome` is failed, or the answer broke off.
  int attempts = 1;
  int broken_attempts = 0;                ///< Earlier ones that broke off, and may have been paid.
  std::chrono::milliseconds duration{0};  ///< Of the last attempt.
};

/// Why there is no whole answer, in fixed words: nothing that a server wrote is in them. Continues
/// "The model gave no answer: ".
std::string_view reason_of(const Answer& answer);

/// Reads the answer to a request without `stream`. Never throws: any bytes are an answer.
Answer read_answer(const http::Response& response, Api api);

/// An answer without text: transport failures and statuses other than 200.
Answer failed_answer(const http::Response& response);

}  // namespace dora::llm
