// What is behind each address: pages of the site, the question box, answers.
#pragma once

#include <string>
#include <vector>

#include "reports/questions/answer.h"
#include "reports/serve/chat_log.h"
#include "reports/serve/model_desk.h"
#include "reports/serve/pages.h"
#include "reports/webserver/access.h"
#include "reports/webserver/message.h"
#include "reports/webserver/rate_limit.h"
#include "reports/webserver/site_files.h"

namespace dora::serve {

/// In bytes, after decoding.
inline constexpr std::size_t longest_question = 2000;

/// Several threads may ask. Arguments are borrowed.
class Chat {
 public:
  Chat(const questions::Report& report, const webserver::SiteFiles& files, const Pages& pages,
       ChatLog& log, std::size_t questions_a_minute);
  /// Has questions in words chosen and worded by a model from now on; borrowed. Null: no longer.
  void use(ModelDesk* desk) { desk_ = desk; }

  webserver::Reply reply(const webserver::Request& request, const webserver::Visitor& visitor);

 private:
  /// A question as it came in, and how its answer is to be shown.
  struct Asked;

  webserver::Reply static_reply(const webserver::Request& request,
                                const webserver::Visitor& visitor) const;
  webserver::Reply chat_reply(const webserver::Request& request, const webserver::Visitor& visitor);
  webserver::Reply form_reply(const webserver::Request& request, const webserver::Visitor& visitor);
  webserver::Reply questions_page(const webserver::Visitor& visitor) const;
  webserver::Reply limited(Asked asked);
  webserver::Reply ask_model(Asked asked);
  void compute(Asked& asked) const;
  std::string rendered(const Asked& asked) const;
  void finish(const Asked& asked);
  static bool is_one_by_one(const Asked& asked);
  std::string page_text(const std::string& title, const std::string& body,
                        const webserver::Visitor& visitor, const std::string& asked) const;
  ShownAnswer shown(const Asked& asked) const;
  std::string chart_of(const questions::Question& question) const;

  const questions::Report& report_;
  const webserver::SiteFiles& files_;
  const Pages& pages_;
  ChatLog& log_;
  webserver::RateLimit limit_;
  std::vector<std::string> suggestions_;
  ModelDesk* desk_ = nullptr;
};

}  // namespace dora::serve
