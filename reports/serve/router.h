// What is behind each address: pages of the site, the question box's files, questions.
#pragma once

#include "reports/serve/current_snapshot.h"
#include "reports/serve/pages.h"
#include "reports/serve/question_handler.h"
#include "reports/webserver/access.h"
#include "reports/webserver/message.h"

namespace dora::serve {

/// Several threads may use it. Arguments are borrowed.
class Router {
 public:
  Router(const CurrentSnapshot& current, const Pages& pages, QuestionHandler& questions)
      : current_(current), pages_(pages), questions_(questions) {}

  webserver::Reply reply(const webserver::Request& request,
                         const webserver::Visitor& visitor) const;

 private:
  webserver::Reply asset(const webserver::Request& request) const;
  webserver::Reply file(const webserver::Request& request, const webserver::Visitor& visitor,
                        const Snapshot& snapshot) const;
  webserver::Reply question_forms(const webserver::Visitor& visitor,
                                  const Snapshot& snapshot) const;

  const CurrentSnapshot& current_;
  const Pages& pages_;
  QuestionHandler& questions_;
};

}  // namespace dora::serve
