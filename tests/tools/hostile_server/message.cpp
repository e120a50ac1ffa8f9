// HTTP/1.1 messages of the hostile server: a parsed request, an answer that can be spoiled, and the
// bytes to send.
#include "tests/tools/hostile_server/message.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "tests/tools/gitlab_server/url_text.h"

namespace dora::test::hostile {

int Request::number(const std::string& name, int otherwise) const {
  const auto found = query.find(name);
  if (found != query.end()) {
    const std::string& text = found->second;
    std::from_chars(text.data(), text.data() + text.size(), otherwise);
  }
  return otherwise;
}

std::optional<Request> parse_request(std::string_view head) {
  constexpr std::string_view method = "GET ";
  if (!head.starts_with(method)) {
    return std::nullopt;
  }
  head.remove_prefix(method.size());
  const std::string_view target = head.substr(0, head.find_first_of(" \r\n"));
  const std::size_t mark = std::min(target.find('?'), target.size());
  Request request{std::string(target.substr(0, mark)), {}};
  std::string_view rest = target.substr(std::min(mark + 1, target.size()));
  while (!rest.empty()) {
    const std::string_view each = rest.substr(0, rest.find('&'));
    const std::size_t equals = std::min(each.find('='), each.size());
    const std::string name = percent_decoded(each.substr(0, equals));
    const std::string value = percent_decoded(each.substr(std::min(equals + 1, each.size())));
    if (name == "iids[]") {
      request.iids.insert(value);
    } else {
      request.query[name] = value;
    }
    rest.remove_prefix(std::min(each.size() + 1, rest.size()));
  }
  return request;
}

void Answer::set(const std::string& name, std::string value) {
  remove(name);
  headers.emplace_back(name, std::move(value));
}

void Answer::remove(const std::string& name) {
  std::erase_if(headers, [&](const auto& each) { return each.first == name; });
}

std::string to_bytes(const Answer& answer) {
  std::string bytes = fmt::format("HTTP/1.1 {} Whatever\r\n", answer.status);
  bool sized = false;
  for (const auto& [name, value] : answer.headers) {
    bytes.append(name).append(": ").append(value).append("\r\n");
    sized = sized || name == "Content-Length" || name == "Transfer-Encoding";
  }
  if (!sized) {
    bytes += fmt::format("Content-Length: {}\r\n", answer.body.size());
  }
  return bytes + "Connection: close\r\n\r\n" + answer.body;
}

}  // namespace dora::test::hostile
