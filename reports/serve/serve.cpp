// Serves a finished site with a question box, until it is interrupted.
#include "reports/serve/serve.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <poll.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/text/printable.h"
#include "collector/model/tier_order.h"
#include "collector/model/wording.h"
#include "reports/inputs/earlier_report.h"
#include "reports/questions/report.h"
#include "reports/report_inputs.h"
#include "reports/results/report_json.h"
#include "reports/serve/chat.h"
#include "reports/site/site_marker.h"
#include "reports/webserver/endpoint.h"
#include "reports/webserver/random_text.h"
#include "reports/webserver/server.h"

namespace dora::serve {
namespace {

namespace fs = std::filesystem;

std::string read_password(const fs::path& file) {
  constexpr std::size_t largest = 1024;
  constexpr std::size_t shortest = 12;
  std::string password = files::read_file(file, largest);
  password.erase(password.find_last_not_of("\r\n") + 1);
  if (password.size() < shortest) {
    throw base::UsageError(
        fmt::format("--password-file {} holds a password of fewer than {} "
                    "characters; take a longer one",
                    file.string(), shortest));
  }
  return password;
}

/// `https://dora.example.com`, without a path.
std::string checked_origin(std::string url) {
  if (url.ends_with('/')) {
    url.pop_back();
  }
  const std::size_t scheme = url.find("://");
  const bool known = url.starts_with("https://") || url.starts_with("http://");
  if (!url.empty() && (!known || url.find_first_of("/?#@ ", scheme + 3) != std::string::npos ||
                       url.size() == scheme + 3)) {
    throw base::UsageError(
        fmt::format("--public-url takes an address without a path, such as "
                    "https://dora.example.com, not '{}'",
                    text::printable(url)));
  }
  return url;
}

webserver::AccessOptions access_options(const ServeOptions& options) {
  webserver::AccessOptions access;
  access.address = options.listen;
  access.public_origin = checked_origin(options.public_url);
  if (!options.password_file.empty()) {
    access.password = read_password(options.password_file);
  } else if (!webserver::is_loopback(options.listen)) {
    throw base::UsageError(fmt::format(
        "--listen {} lets others in: give a --password-file, and put a proxy with TLS in front",
        text::printable(options.listen)));
  } else {
    access.token = webserver::random_text();
  }
  return access;
}

/// Answers must not differ from the pages around them.
void require_same_report(const fs::path& site, const questions::Report& report) {
  const inputs::EarlierReport shown = inputs::read_earlier_report(site / results::report_file);
  const bool same = shown.project == report.data().collection.project &&
                    shown.as_of == report.analysis().as_of &&
                    shown.services.size() == report.services().size();
  if (!same) {
    throw base::UsageError(
        fmt::format("--site {} was not made from this --data: write it again with `dora-report "
                    "report`",
                    site.string()));
  }
}

std::vector<std::string> files_of(const fs::path& site) {
  std::vector<std::string> files =
      fs::is_directory(site) ? site::listed_files(fs::canonical(site)) : std::vector<std::string>();
  if (files.empty()) {
    throw base::UsageError(fmt::format(
        "--site {} is not a site as dora-report wrote it; `dora-report report` writes one",
        site.string()));
  }
  return files;
}

std::string address_text(const ServeOptions& options, std::uint16_t port) {
  return options.listen.find(':') == std::string::npos
             ? fmt::format("http://{}:{}/", options.listen, port)
             : fmt::format("http://[{}]:{}/", options.listen, port);
}

/// Refuses all until the port, and so the server's own name, is known.
class Door {
 public:
  explicit Door(Chat& chat) : chat_(chat) {}

  void open(const webserver::Access& access) { access_ = &access; }

  webserver::Reply operator()(const webserver::Request& request) const {
    const webserver::Access* access = access_;
    if (access == nullptr) {
      return webserver::plain_reply(503, "Not ready yet.");
    }
    auto admitted = access->admit(request);
    if (auto* refusal = std::get_if<webserver::Reply>(&admitted)) {
      return std::move(*refusal);
    }
    return chat_.reply(request, std::get<webserver::Visitor>(admitted));
  }

 private:
  Chat& chat_;
  std::atomic<const webserver::Access*> access_ = nullptr;
};

/// nullptr without a model, or without a key for it: the log says why.
std::unique_ptr<ModelDesk> model_desk(const ServeOptions& options, const Pages& pages,
                                      const questions::Report& report, ChatLog& log,
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
  return std::make_unique<ModelDesk>(std::move(model), pages.prompts(), report, log, interrupt);
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

}  // namespace

base::ExitCode serve(const ServeOptions& options, base::RunContext& context) {
  webserver::AccessOptions access_for = access_options(options);
  const std::vector<std::string> names = files_of(options.site);
  const questions::Report report(
      reports::read_report_inputs(options.data, {}, context.log).data,
      options.tier_order.empty() ? model::TierOrder() : model::TierOrder(options.tier_order));
  require_same_report(options.site, report);
  const webserver::SiteFiles files(fs::canonical(options.site), names,
                                   [&] { context.interrupt.check(); });
  const Pages pages(options.templates);
  ChatLog log(context.log, options.log_text);
  Chat chat(report, files, pages, log, options.questions_a_minute);
  const auto desk = model_desk(options, pages, report, log, context.interrupt);
  chat.use(desk.get());
  Door door(chat);
  webserver::Server server(server_options(options),
                           [&door](const webserver::Request& request) { return door(request); });
  access_for.port = server.port();
  const std::string address = address_text(options, server.port());
  const std::string token = access_for.token;
  const webserver::Access access(std::move(access_for));
  door.open(access);
  log.info(fmt::format("serving {} at {}; Ctrl-C ends it",
                       model::counted(static_cast<std::int64_t>(files.size()), "file"), address));
  std::cout << address << (token.empty() ? "" : "?token=" + token) << std::endl;
  wait_for_interrupt(server, context.interrupt);
  return base::ExitCode::done;
}

}  // namespace dora::serve
