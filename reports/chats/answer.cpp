// What the answer of a webhook means: posted, try again, or failed and what to do. Pure.
#include "reports/chats/answer.h"

#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace dora::chats {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::string_view new_webhook =
    "make a new webhook in the chat and put its address in place of the old one";
constexpr std::string_view may_be_posted =
    "the digest may have been posted; look into the channel before you run it again";
constexpr std::string_view check_format =
    "check that --format names the chat that the webhook belongs to";

/// Slack's and Mattermost's words. https://api.slack.com/messaging/webhooks#handling_errors
constexpr std::array words{
    Pair{"no_service", new_webhook},
    Pair{"no_team", new_webhook},
    Pair{"team_disabled", "the workspace is switched off; ask its administrator"},
    Pair{"invalid_token", new_webhook},
    Pair{"channel_not_found", "the webhook's channel is gone; make a new webhook for another one"},
    Pair{"channel_is_archived", "unarchive the channel, or make a new webhook for another one"},
    Pair{"action_prohibited", "an administrator forbids it; ask for the right to post there"},
    Pair{"posting_to_general_channel_denied",
         "few may post in that channel; make a webhook for another one"},
    Pair{"invalid_payload", check_format},
    Pair{"invalid_blocks", check_format},
    Pair{"no_text", check_format}};

std::string_view advice_for(const http::Response& response) {
  for (const auto& [word, advice] : words) {
    if (response.body.find(word) != std::string::npos) {
      return advice;
    }
  }
  const int status = response.status;
  if (status >= 300 && status < 400) {
    return "redirects are not followed, as the address is a secret; use the address that it "
           "leads to";
  }
  switch (status) {
    case 401:
    case 403:
      return "it refuses the webhook; check whether it may still post";
    case 404:
    case 410:
      return new_webhook;
    case 405:
      return "that is not the address of a webhook; copy it again from the chat";
    case 413:
      return "the message is too large for it; leave --site-url out";
    case 429:
      return "it limits the rate; run it again later";
    case 503:
      return "it is not available; run it again later";
    default:
      return status < 300 || status == 408 || status >= 500 ? may_be_posted : check_format;
  }
}

std::string quoted(const Webhook& webhook, const std::string& body) {
  const std::string text = webhook.hidden_in(body);
  return text.empty() ? "" : fmt::format(" '{}'", text);
}

std::string described(const Webhook& webhook, const http::Response& response) {
  return response.failure == http::Failure::none
             ? fmt::format("the webhook answers HTTP {}{}", response.status,
                           quoted(webhook, response.body))
             : fmt::format("the webhook cannot be reached: {}",
                           webhook.hidden_in(response.failure_text));
}

/// Connectors of Teams answer 200 also if nothing was posted, and login pages do.
bool is_posted(Chat chat, const http::Response& response) {
  const std::size_t begin = response.body.find_first_not_of(" \t\r\n");
  const std::string_view body =
      begin == std::string::npos ? "" : std::string_view(response.body).substr(begin);
  if (response.status < 200 || response.status >= 300) {
    return false;
  }
  return chat == Chat::teams
             ? !body.starts_with('<') && !body.starts_with("Webhook message delivery")
             : body.starts_with("ok") || response.status == 204;
}

bool is_certainly_not_accepted(const http::Response& response) {
  return !response.sent || response.failure == http::Failure::unreachable ||
         response.status == 429 || response.status == 503;
}

/// How long to wait if a limit of the rate does not say it: they are counted per minute.
constexpr std::chrono::milliseconds pause_when_limited{15'000};

}  // namespace

Step next_step(Chat chat, const Webhook& webhook, const http::RetryPolicy& policy, const Try& last,
               const http::Response& response) {
  const bool failed = response.failure != http::Failure::none;
  if (!failed && is_posted(chat, response)) {
    return {};
  }
  const std::string what = described(webhook, response);
  if (!is_certainly_not_accepted(response)) {
    return failed ? Step{Step::Kind::failed,
                         {},
                         fmt::format("the connection to the webhook broke ({}): {}",
                                     webhook.hidden_in(response.failure_text), may_be_posted)}
                  : Step{Step::Kind::failed, {}, fmt::format("{}: {}", what, advice_for(response))};
  }
  const http::Decision decision =
      http::decide(policy, {last.number, false, 0.5, last.now, http::Repeat::always}, response);
  if (decision.verdict == http::Verdict::again) {
    return {Step::Kind::again, decision.probe ? pause_when_limited : decision.delay, what};
  }
  const std::string tries =
      last.number == 1 ? "" : fmt::format(" (after {} attempts)", last.number);
  return {
      Step::Kind::failed,
      {},
      fmt::format("{}{}: nothing was posted; {}", what, tries,
                  failed ? "check the address, the network and --ca-file" : advice_for(response))};
}

}  // namespace dora::chats
