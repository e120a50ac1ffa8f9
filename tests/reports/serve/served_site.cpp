// A small site, served on loopback, for tests that ask it.
#include "tests/reports/serve/served_site.h"

#include <fmt/format.h>

#include "reports/webserver/form_text.h"

namespace dora::test {

void ServedSite::serve(const Sample& sample, std::size_t questions_a_minute, bool log_text) {
  if (!std::filesystem::exists(options_.out)) {
    run(sample);
  }
  const serve::SnapshotSources sources{options_.data, options_.out, {}, most_kept_open_};
  current_.emplace(serve::read_snapshot(sources, log_, [] {}));
  pages_.emplace("");
  chat_log_.emplace(log_, log_text);
  update_.emplace(sources, *current_, *chat_log_, interrupt_);
  questions_.emplace(*pages_, *chat_log_, questions_a_minute);
  router_.emplace(*current_, *pages_, *questions_);
  server_.emplace(webserver::ServerOptions(), [this](const webserver::Request& request) {
    auto admitted = access_->admit(request);
    auto* refusal = std::get_if<webserver::Reply>(&admitted);
    return refusal != nullptr ? std::move(*refusal)
                              : router_->reply(request, std::get<webserver::Visitor>(admitted));
  });
  webserver::AccessOptions access;
  access.address = "127.0.0.1";
  access.port = server_->port();
  access.token = token_;
  access_.emplace(access);
}

void ServedSite::write_again(const Sample& sample) {
  EXPECT_EQ(run(sample), base::ExitCode::done);
}

void ServedSite::look(int looks) {
  for (int look = 0; look < looks; ++look) {
    update_->look(serve::SnapshotUpdate::Clock::now());
  }
}

std::shared_ptr<void> ServedSite::use_model(const std::string& url, std::optional<double> max_cost,
                                            int concurrency) {
  serve::ModelOptions options;
  options.endpoint.base_url = url;
  options.endpoint.retries = 0;
  options.model = "scripted";
  options.prices = llm::Prices{1e-6, 1e-6};
  options.max_cost = max_cost;
  options.concurrency = concurrency;
  models_.emplace(options, pages_->prompts(), *chat_log_, interrupt_);
  questions_->use(&*models_);
  return {this, [this](void* /*self*/) {
            questions_->use(nullptr);
            models_.reset();
          }};
}

RawReply ServedSite::ask(const std::string& head, const std::string& body) const {
  const std::string length = body.empty() ? "" : fmt::format("\nContent-Length: {}", body.size());
  return raw_request(port(), head + "\nAuthorization: Bearer " + token_ + length, body);
}

RawReply ServedSite::get(const std::string& path, const std::string& more) const {
  return ask("GET " + path + " HTTP/1.1" + more);
}

RawReply ServedSite::chat(const std::string& text, const std::string& more) const {
  return ask("POST /chat HTTP/1.1\nContent-Type: application/x-www-form-urlencoded" + more,
             webserver::form_text({{"text", text}}));
}

std::string ServedSite::cookie() const {
  const RawReply reply =
      raw_request(port(), "GET /?token=" + token_ + " HTTP/1.1\nSec-Fetch-Site: none");
  EXPECT_EQ(reply.status, 303);
  const std::string cookie = reply.headers.at("set-cookie");
  return cookie.substr(0, cookie.find(';'));
}

std::string ServedSite::form_key(const std::string& cookie) const {
  const std::string page = raw_request(port(), "GET / HTTP/1.1\nCookie: " + cookie).body;
  constexpr std::string_view before = "name=\"key\" value=\"";
  const std::size_t at = page.find(before);
  EXPECT_NE(at, std::string::npos);
  return page.substr(at + before.size(), page.find('"', at + before.size()) - at - before.size());
}

}  // namespace dora::test
