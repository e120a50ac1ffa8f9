// What is behind each address: pages of the site, the question box, answers.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "reports/questions/answer.h"
#include "reports/serve/chat_log.h"
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

  webserver::Reply reply(const webserver::Request& request, const webserver::Visitor& visitor);

 private:
  /// A question as it came in, and how its answer is to be shown.
  struct Asked;

  webserver::Reply static_reply(const webserver::Request& request,
                                const webserver::Visitor& visitor) const;
  webserver::Reply chat_reply(const webserver::Request& request, const webserver::Visitor& visitor);
  webserver::Reply form_reply(const webserver::Request& request, const webserver::Visitor& visitor);
  webserver::Reply questions_page(const webserver::Visitor& visitor) const;
  webserver::Reply limited(const Asked& asked);
  webserver::Reply answer(const Asked& asked);
  webserver::Reply page_reply(int status, const std::string& title, const std::string& body,
                              const webserver::Visitor& visitor, const std::string& asked) const;
  ShownAnswer shown(const Asked& asked, const questions::Answer* answer) const;
  std::string chart_of(const questions::Question& question) const;

  const questions::Report& report_;
  const webserver::SiteFiles& files_;
  const Pages& pages_;
  ChatLog& log_;
  webserver::RateLimit limit_;
  std::vector<std::string> suggestions_;
};

}  // namespace dora::serve
