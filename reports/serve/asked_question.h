// A question on its way to its answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "reports/llm/budget.h"
#include "reports/questions/answer.h"
#include "reports/serve/snapshot.h"
#include "reports/webserver/access.h"

namespace dora::serve {

/// What the client takes: a page in browsers, text in programs, or server-sent events.
enum class ReplyFormat : std::uint8_t { text, page, events };

struct AskedQuestion {
  std::shared_ptr<const Snapshot> snapshot;  ///< That answers it.
  webserver::Visitor visitor;
  std::string root;  ///< The server's own address, as the client names it.
  ReplyFormat format = ReplyFormat::text;
  std::string text;  ///< Empty if a form was filled in.
  questions::Understood understood;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  std::int64_t number = 0;  ///< In the log.
  std::optional<questions::Answer> answer = {};
  std::string words = {};   ///< A model's.
  std::string note = {};    ///< What did not work.
  llm::Tokens tokens = {};  ///< That a model took.
};

}  // namespace dora::serve
