// Serves a finished site with a question box, until it is interrupted.
#include "reports/serve/serve.h"

#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <poll.h>

#include "collector/base/cpu_quota.h"
#include "collector/model/wording.h"
#include "reports/serve/access_settings.h"
#include "reports/serve/router.h"
#include "reports/serve/snapshot_reloader.h"
#include "reports/webserver/open_file_limit.h"
#include "reports/webserver/server.h"

namespace dora::serve {
namespace {

/// Hands on what may be asked. Refuses all until the port, and so the server's own name, is known.
class GuardedRouter {
 public:
  explicit GuardedRouter(const Router& router) : router_(router) {}

  /// Once.
  void admit_by(webserver::AccessOptions options) {
    access_.emplace(std::move(options));
    is_ready_ = true;
  }

  webserver::Reply operator()(const webserver::Request& request) const {
    if (!is_ready_) {
      return webserver::plain_reply(503, "Not ready yet.");
    }
    auto admitted = access_->admit(request);
    if (auto* refusal = std::get_if<webserver::Reply>(&admitted)) {
      return std::move(*refusal);
    }
    return router_.reply(request, std::get<webserver::Visitor>(admitted));
  }

 private:
  const Router& router_;
  std::optional<webserver::Access> access_;
  std::atomic<bool> is_ready_ = false;
};

/// nullptr without a model, or without a key for it: the log says why.
std::unique_ptr<ModelPool> model_pool(const ServeOptions& options, const Pages& pages, ChatLog& log,
                                      const base::Interrupt& interrupt) {
  ModelOptions model = options.model;
  if (model.model.empty()) {
    return nullptr;
  }
  if (!llm::can_ask(model.endpoint)) {
    log.warning(
        "no key for the model (OPENAI_API_KEY, --key-file): questions are answered without");
    return nullptr;
  }
  model.prices = prices_of(options.cost, model.model);
  model.max_cost = options.cost.max_cost;
  return std::make_unique<ModelPool>(std::move(model), pages.prompts(), log, interrupt);
}

void wait_for_interrupt(webserver::Server& server, const base::Interrupt& interrupt) {
  constexpr int milliseconds = 500;
  while (!interrupt.requested()) {
    pollfd descriptor{interrupt.fd(), POLLIN, 0};
    ::poll(&descriptor, 1, milliseconds);
    server.end_overdue();
  }
}

webserver::ServerOptions server_options(const ServeOptions& options) {
  webserver::ServerOptions server;
  server.address = options.listen;
  server.port = options.port;
  server.threads = std::clamp(base::usable_cpus(), 2, 8);
  return server;
}

SnapshotSources sources_of(const ServeOptions& options) {
  // A quarter: while a report takes another's place there are two or, for slow clients, three.
  constexpr std::size_t parts = 4;
  return {options.data, options.site, options.tier_order,
          webserver::raise_open_file_limit() / parts};
}

}  // namespace

base::ExitCode serve(const ServeOptions& options, base::RunContext& context) {
  webserver::AccessOptions access = access_options(options);
  const SnapshotSources sources = sources_of(options);
  CurrentSnapshot current(read_snapshot(sources, context.log, [&] { context.interrupt.check(); }));
  const Pages pages(options.templates);
  ChatLog log(context.log, options.log_text);
  QuestionHandler questions(pages, log, options.questions_a_minute);
  const auto models = model_pool(options, pages, log, context.interrupt);
  questions.use(models.get());
  const Router router(current, pages, questions);
  GuardedRouter guarded(router);
  webserver::Server server(server_options(options), [&guarded](const webserver::Request& request) {
    return guarded(request);
  });
  access.port = server.port();
  const std::string address = address_text(options, server.port());
  const std::string token = access.token;
  guarded.admit_by(std::move(access));
  const SnapshotReloader reloader(sources, current, log, context.interrupt);
  log.info(fmt::format(
      "serving {} at {}; Ctrl-C ends it",
      model::counted(static_cast<std::int64_t>(current.get()->files.size()), "file"), address));
  std::cout << address << (token.empty() ? "" : "?token=" + token) << std::endl;
  wait_for_interrupt(server, context.interrupt);
  return base::ExitCode::done;
}

}  // namespace dora::serve
