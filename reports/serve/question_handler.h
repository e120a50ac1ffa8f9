// Takes questions, in words or by forms, and answers them: with a model if there is one.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "reports/serve/asked_question.h"
#include "reports/serve/chat_log.h"
#include "reports/serve/model_pool.h"
#include "reports/serve/pages.h"
#include "reports/webserver/message.h"
#include "reports/webserver/rate_limit.h"
#include "reports/webserver/stream.h"

namespace dora::serve {

/// In characters, after decoding.
inline constexpr std::size_t longest_question = 2000;

/// Several threads may use it. Arguments are borrowed.
class QuestionHandler {
 public:
  QuestionHandler(const Pages& pages, ChatLog& log, std::size_t questions_a_minute)
      : pages_(pages), log_(log), limit_(questions_a_minute) {}
  /// Has questions in words chosen and worded by a model from now on; borrowed. Null: no longer.
  void use(ModelPool* models) { models_ = models; }

  /// POST /chat
  webserver::Reply ask_text(const webserver::Request& request, const webserver::Visitor& visitor,
                            std::shared_ptr<const Snapshot> snapshot);
  /// GET /answer
  webserver::Reply ask_form(const webserver::Request& request, const webserver::Visitor& visitor,
                            std::shared_ptr<const Snapshot> snapshot);

 private:
  webserver::Reply answer_within_limit(AskedQuestion asked, std::string_view logged);
  /// `status_without`: of a reply to what was not understood.
  webserver::Reply answer_now(AskedQuestion& asked, int status_without);
  /// The reply begins now; what it says comes when the model is done. nullopt if the models have
  /// too many questions already; `asked` is then as it was.
  std::optional<webserver::Reply> ask_model(AskedQuestion& asked);
  void write_answer(AskedQuestion& asked, webserver::Stream& stream);
  void finish(const AskedQuestion& asked);
  std::string_view model_name() const;

  const Pages& pages_;
  ChatLog& log_;
  webserver::RateLimit limit_;
  ModelPool* models_ = nullptr;
};

}  // namespace dora::serve
