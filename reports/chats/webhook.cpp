// The address of a webhook: whoever knows it can post, so all of it is a secret.
#include "reports/chats/webhook.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/http/url.h"

namespace dora::chats {
namespace {

/// A shorter part may be in any word, and is of little use to others.
constexpr std::size_t shortest_part = 5;
constexpr std::size_t longest_answer = 200;

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    int code = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      result += static_cast<char>(code);
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

void add_parts(std::string_view text, std::string_view separators, std::vector<std::string>& to) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    if (const std::string_view part = text.substr(0, end); part.size() >= shortest_part) {
      to.emplace_back(part);
      if (std::string plain = decoded(part); plain.size() >= shortest_part) {
        to.push_back(std::move(plain));
      }
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::vector<std::string> parts_of(const std::string& address) {
  std::vector<std::string> parts{address};
  const std::size_t host = address.find("://");
  const std::string_view rest =
      std::string_view(address).substr(host == std::string::npos ? 0 : host + 3);
  for (const char* separators : {"/", "/?#&=@:", "/?#&=@:%.,;+~!$'()*"}) {
    add_parts(rest, separators, parts);
  }
  std::ranges::sort(parts, std::ranges::greater{}, &std::string::size);
  return parts;
}

}  // namespace

Webhook::Webhook(std::string address, std::string_view source, bool allow_insecure)
    : address_(std::move(address)), parts_(parts_of(address_)) {
  if (!http::origin_of(address_)) {
    throw base::UsageError(fmt::format(
        "{}: not the address of a webhook (it is not repeated: it may be a secret); it begins with "
        "https://",
        source));
  }
  if (!allow_insecure && http::is_unencrypted(address_)) {
    throw base::UsageError(
        fmt::format("{}: the address of the webhook begins with http://: anyone on the network "
                    "path could read and use it; use https://, or --allow-insecure if you trust "
                    "the network",
                    source));
  }
}

std::string Webhook::hidden_in(std::string text) const {
  constexpr std::string_view mask = "***";
  for (const std::string& part : parts_) {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
      text.replace(at, part.size(), mask);
      at += mask.size();
    }
  }
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
  const std::string_view cut = text::cut_text(text, longest_answer);
  return text::printable(cut) + (cut.size() < text.size() ? "..." : "");
}

}  // namespace dora::chats
