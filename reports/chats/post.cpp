// Posts a message to a webhook, once.
#include "reports/chats/post.h"

#include <chrono>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/chats/answer.h"

namespace dora::chats {
namespace {

constexpr std::chrono::hours longest_wait{24};

http::Response answer_of(http::Request request, http::HttpClient& client, base::Log& log) {
  try {
    client.start(std::move(request));
    for (;;) {
      if (auto response = client.wait(http::Clock::now() + longest_wait)) {
        return std::move(*response);
      }
    }
  } catch (const base::Interrupted&) {
    log.warning("interrupted while the digest was sent: it may have been posted");
    throw;
  }
}

/// Also ends if the run is to end.
void pause(std::chrono::milliseconds delay, http::HttpClient& client) {
  const auto until = http::Clock::now() + delay;
  while (http::Clock::now() < until) {
    client.wait(until);
  }
}

}  // namespace

void post(Chat chat, const Webhook& webhook, const std::string& json,
          const http::RetryPolicy& policy, http::HttpClient& client, base::Log& log) {
  http::Request request;
  request.url = webhook.address();
  request.method = http::Method::post;
  request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
  request.body = json;
  request.repeat = http::Repeat::if_not_handled;
  for (int number = 1;; ++number) {
    const http::Response response = answer_of(request, client, log);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const Step step = next_step(chat, webhook, policy, {number, now}, response);
    if (step.kind == Step::Kind::posted) {
      return;
    }
    if (step.kind == Step::Kind::failed) {
      throw base::Error(step.text);
    }
    log.info(fmt::format("{}; trying again in {:.1f} s", step.text,
                         static_cast<double>(step.delay.count()) / 1000));
    pause(step.delay, client);
  }
}

}  // namespace dora::chats
