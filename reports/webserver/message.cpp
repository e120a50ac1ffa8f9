// A request as the server read it, and the reply that it sends.
#include "reports/webserver/message.h"

#include <algorithm>

namespace dora::webserver {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

std::string_view Request::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Reply plain_reply(int status, std::string_view sentence) {
  Reply reply;
  reply.status = status;
  reply.headers = {{"Cache-Control", "no-store"}};
  reply.body = std::string(sentence) + "\n";
  return reply;
}

Reply redirect(std::string target) {
  Reply reply = plain_reply(303, "See there.");
  reply.headers.emplace_back("Location", std::move(target));
  return reply;
}

}  // namespace dora::webserver
