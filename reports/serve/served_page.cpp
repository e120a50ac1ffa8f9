// A page of the finished site as `serve` shows it: with a question box and the server's own policy.
#include "reports/serve/served_page.h"

#include <algorithm>
#include <array>

namespace dora::serve {
namespace {

constexpr std::string_view head_end = "</head>";
constexpr std::string_view assets =
    "<link rel=\"stylesheet\" href=\"/-/ask.css\">\n<script src=\"/-/ask.js\" defer></script>\n";

/// Removes the tag that begins like this, if the head has one.
void remove_tag(std::string& page, std::string_view begin) {
  const std::size_t at = page.find(begin);
  const std::size_t end = at == std::string::npos ? at : page.find('>', at);
  if (end != std::string::npos && at < page.find(head_end)) {
    page.erase(at, end + 1 - at);
  }
}

/// After the header of the page or, in a page of the user's own, before its content.
std::size_t place_for_box(const std::string& page) {
  constexpr std::string_view header_end = "</header>";
  if (const std::size_t header = page.find(header_end); header != std::string::npos) {
    return header + header_end.size();
  }
  if (const std::size_t main = page.find("<main"); main != std::string::npos) {
    return main;
  }
  const std::size_t body = page.find("<body");
  const std::size_t end = body == std::string::npos ? body : page.find('>', body);
  return end == std::string::npos ? 0 : end + 1;
}

void replace_between(std::string& page, std::string_view begin, std::string_view end,
                     std::string_view text) {
  const std::size_t at = page.find(begin);
  const std::size_t from = at == std::string::npos ? at : page.find('>', at);
  const std::size_t to = from == std::string::npos ? from : page.find(end, from);
  if (to != std::string::npos) {
    page.replace(from + 1, to - from - 1, text);
  }
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::string with_question_box(std::string page, std::string_view box) {
  page.reserve(page.size() + box.size() + assets.size());
  page.insert(place_for_box(page), box);
  if (const std::size_t head = page.find(head_end); head != std::string::npos) {
    page.insert(head, assets);
  }
  remove_tag(page, "<meta name=\"referrer\"");
  remove_tag(page, "<meta http-equiv=\"Content-Security-Policy\"");
  return page;
}

std::string with_content(std::string page, std::string_view title, std::string_view body) {
  replace_between(page, "<title", "</title>", title);
  replace_between(page, "<main", "</main>", body);
  replace_all(page, " aria-current=\"page\"", "");
  return page;
}

std::string picture_of(std::string_view page, std::string_view file) {
  constexpr std::string_view begin = "<picture>";
  constexpr std::string_view end = "</picture>";
  const std::size_t at = page.find("src=\"../charts/" + std::string(file));
  if (at == std::string_view::npos) {
    return "";
  }
  const std::size_t first = page.rfind(begin, at);
  const std::size_t last = page.find(end, at);
  if (first == std::string_view::npos || last == std::string_view::npos) {
    return "";
  }
  std::string picture(page.substr(first, last + end.size() - first));
  replace_all(picture, "../charts/", "/charts/");
  return picture;
}

}  // namespace dora::serve
