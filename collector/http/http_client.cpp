// Requests and responses without a transport.
#include "collector/http/http_client.h"

#include <algorithm>
#include <utility>

namespace dora::http {

void mask(std::string_view token, std::string& text) {
  constexpr std::size_t shortest = 8;
  if (token.size() < shortest) {
    return;
  }
  for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, at)) {
    text.replace(at, token.size(), token.size(), '*');
  }
}

std::string_view to_string(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::del:
      return "DELETE";
  }
  return "GET";
}

Request get(std::string url) {
  Request request;
  request.url = std::move(url);
  return request;
}

std::optional<std::string_view> find_header(const Response& response, std::string_view name) {
  const auto found = std::find_if(response.headers.begin(), response.headers.end(),
                                  [name](const Header& header) { return header.name == name; });
  return found == response.headers.end() ? std::nullopt
                                         : std::optional<std::string_view>(found->value);
}

void mask(std::string_view token, Response& response) {
  mask(token, response.body);
  mask(token, response.failure_text);
  for (Header& header : response.headers) {
    mask(token, header.value);
  }
}

}  // namespace dora::http
