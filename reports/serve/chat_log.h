// The history of questions and answers: one line each.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "collector/base/log.h"

namespace dora::serve {

struct LoggedAnswer {
  std::string_view function;  ///< What was understood: `figures`, or `none`.
  std::string text;
  std::chrono::milliseconds took{0};
  std::int64_t tokens = 0;          ///< That a model took; 0: none was asked.
  std::optional<double> cost = {};  ///< Of the tokens, in dollars; nullopt: unknown.
};

/// The log escapes new lines and control characters, so that no question can forge a line. Several
/// threads may use it.
class ChatLog {
 public:
  /// Without `with_text`, the lines have neither what was asked nor what was answered. The log must
  /// outlive it, and nobody else may use it meanwhile.
  ChatLog(base::Log& log, bool with_text) : log_(log), with_text_(with_text) {}

  /// Returns the number that the answer's line has, too.
  std::int64_t question(std::string_view text);
  void answer(std::int64_t number, const LoggedAnswer& answer);
  void info(std::string_view message);
  void warning(std::string_view message);

 private:
  base::Log& log_;
  bool with_text_;
  std::mutex mutex_;  ///< Guards the log and the number.
  std::int64_t last_ = 0;
};

}  // namespace dora::serve
