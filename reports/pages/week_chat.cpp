// A week's digest for a chat: at most 12 lines and 3,000 characters.
#include "reports/pages/week_chat.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/printable.h"

namespace dora::pages {
namespace {

constexpr std::size_t longest_name = 60;
constexpr std::size_t most_failures = 5;

/// In a code span nothing is markup or a mention; what would end it is left out.
std::string inert(const std::string& name, ChatFormat format) {
  std::string text;
  if (format == ChatFormat::plain) {
    return std::string(text::cut_text(name, longest_name));
  }
  for (const char c : text::cut_text(name, longest_name)) {
    const bool escaped = format == ChatFormat::slack && (c == '&' || c == '<' || c == '>');
    text += c == '`'   ? "'"
            : !escaped ? std::string(1, c)
            : c == '&' ? "&amp;"
            : c == '<' ? "&lt;"
                       : "&gt;";
  }
  return text.empty() ? "" : "`" + text + "`";
}

std::string bold(const std::string& text, ChatFormat format) {
  return format == ChatFormat::plain   ? text
         : format == ChatFormat::slack ? "*" + text + "*"
                                       : "**" + text + "**";
}

std::string link(const std::string& text, const std::string& url, ChatFormat format) {
  return url.empty()                   ? text
         : format == ChatFormat::plain ? fmt::format("{}: {}", text, url)
         : format == ChatFormat::slack ? fmt::format("<{}|{}>", url, text)
                                       : fmt::format("[{}](<{}>)", text, url);
}

std::string failure_line(const WeekRow& row, ChatFormat format) {
  std::string line = "- " + inert(row.name, format);
  line += row.title.empty() ? "" : " " + inert(row.title, format);
  line += row.still_failing ? " " + bold("still failing", format) : "";
  // An address with characters that end a link, or that is not one, is left out.
  const bool plain = row.url.find_first_of("<>|() ") == std::string::npos;
  return line + " " + link(row.reference, plain ? row.url : "", format);
}

}  // namespace

std::optional<ChatFormat> parse_chat_format(std::string_view text) {
  return text == "slack"                              ? std::optional(ChatFormat::slack)
         : text == "mattermost" || text == "markdown" ? std::optional(ChatFormat::markdown)
                                                      : std::nullopt;
}

std::string week_chat(const WeekPage& page, ChatFormat format, const std::string& site_url) {
  const std::string kind = page.sentence.kind.empty() ? "" : ": " + page.sentence.kind;
  std::string text = bold(page.name + kind, format) + "\n";
  text += with_tier(page.sentence, page.main_tier, inert(page.main_tier, format));
  for (const std::string& mark : page.marks) {
    text += (&mark == &page.marks.front() ? " Marked: " : ", ") + inert(mark, format);
  }
  text += "\n";
  if (page.incomplete) {
    text += bold("Incomplete:", format) +
            " some merge requests could not be fetched, so figures may be wrong.\n";
  }
  for (const KeyFigure& figure : page.key_figures) {
    text += fmt::format("{}{} {}", &figure == &page.key_figures.front() ? "" : " · ", figure.name,
                        bold(figure.value, format));
  }
  text += "\n";
  if (!page.main_failed.empty()) {
    const std::string tier = inert(page.main_tier, format);
    text += fmt::format("Failed{}:\n", tier.empty() ? "" : " in " + tier);
  }
  const std::size_t shown = std::min(page.main_failed.size(), most_failures);
  for (std::size_t i = 0; i < shown; ++i) {
    text += failure_line(page.main_failed[i], format) + "\n";
  }
  if (shown < page.main_failed.size()) {
    text += fmt::format("and {} more\n", page.main_failed.size() - shown);
  }
  if (!site_url.empty()) {
    text += link("The whole digest", site_url + page.file + ".html", format) + "\n";
  }
  return text;
}

}  // namespace dora::pages
