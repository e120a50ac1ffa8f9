// A week's digest for a chat: at most 12 lines and 3,000 characters.
#include "reports/pages/week_chat.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/printable.h"

namespace dora::pages {
namespace {

constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_url = 500;

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

/// Slack reads `<` as the beginning of a link or a mention, also in `<0.1%` and in code.
std::string escaped(const std::string& text, ChatFormat format) {
  std::string result;
  for (const char c : text) {
    const bool special = format == ChatFormat::slack && (c == '&' || c == '<' || c == '>');
    result += !special ? std::string(1, c) : c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;";
  }
  return result;
}

std::string failure_line(const WeekRow& row, ChatFormat format) {
  std::string line = "- " + inert(row.name, format);
  line += row.title.empty() ? "" : " " + inert(row.title, format);
  line += row.still_failing ? " " + bold("still failing", format) : "";
  // An address with characters that end a link, or that is not one, is left out.
  const bool plain =
      row.url.find_first_of("<>|() ") == std::string::npos && row.url.size() <= longest_url;
  return line + " " + link(row.reference, plain ? row.url : "", format);
}

std::string sentence_of(const WeekPage& page, ChatFormat format) {
  std::string text = with_tier({"", escaped(page.sentence.text, format)},
                               escaped(page.main_tier, format), inert(page.main_tier, format));
  const std::size_t shown = std::min(page.marks.size(), most_chat_marks);
  for (std::size_t i = 0; i < shown; ++i) {
    text += (i == 0 ? " Marked: " : ", ") + inert(page.marks[i], format);
  }
  return shown < page.marks.size() ? fmt::format("{} and {} more", text, page.marks.size() - shown)
                                   : text;
}

std::string figures_of(const WeekPage& page, ChatFormat format) {
  std::string text;
  for (const KeyFigure& figure : page.key_figures) {
    text += fmt::format("{}{} {}", &figure == &page.key_figures.front() ? "" : " · ", figure.name,
                        bold(escaped(figure.value, format), format));
  }
  return text;
}

std::string more_text(std::size_t count) {
  return count == 0 ? "" : fmt::format("and {} more", count);
}

std::string joined(const ChatLines& lines, ChatFormat format) {
  std::string text = bold(lines.heading, format) + "\n" + lines.sentence + "\n";
  text += lines.warning.empty() ? "" : lines.warning + "\n";
  text += lines.figures + "\n";
  text += lines.failed.empty() ? "" : lines.failed + "\n";
  for (const std::string& line : lines.failures) {
    text += line + "\n";
  }
  for (const std::string& line : {lines.more, lines.link}) {
    text += line.empty() ? "" : line + "\n";
  }
  return text;
}

}  // namespace

// In a code span nothing is markup or a mention; what would end it is left out.
std::string inert(const std::string& name, ChatFormat format) {
  std::string text(text::cut_text(name, longest_name));
  if (format == ChatFormat::plain) {
    return text;
  }
  std::ranges::replace(text, '`', '\'');
  return text.empty() ? "" : "`" + escaped(text, format) + "`";
}

std::optional<ChatFormat> parse_chat_format(std::string_view text) {
  return text == "slack"                              ? std::optional(ChatFormat::slack)
         : text == "mattermost" || text == "markdown" ? std::optional(ChatFormat::markdown)
                                                      : std::nullopt;
}

ChatLines chat_lines(const WeekPage& page, ChatFormat format, const std::string& site_url) {
  ChatLines lines;
  lines.heading = page.name + (page.sentence.kind.empty() ? "" : ": " + page.sentence.kind);
  lines.sentence = sentence_of(page, format);
  if (page.incomplete) {
    lines.warning = bold("Incomplete:", format) +
                    " some merge requests could not be fetched, so figures may be wrong.";
  }
  lines.figures = figures_of(page, format);
  if (!page.main_failed.empty()) {
    const std::string tier = inert(page.main_tier, format);
    lines.failed = fmt::format("Failed{}:", tier.empty() ? "" : " in " + tier);
  }
  const std::size_t shown = std::min(page.main_failed.size(), most_chat_failures);
  for (std::size_t i = 0; i < shown; ++i) {
    lines.failures.push_back(failure_line(page.main_failed[i], format));
  }
  lines.more = more_text(page.main_failed.size() - shown);
  if (!site_url.empty()) {
    lines.link = link("The whole digest", site_url + page.file + ".html", format);
  }
  return lines;
}

std::string week_chat(const WeekPage& page, ChatFormat format, const std::string& site_url) {
  ChatLines lines = chat_lines(page, format, site_url);
  std::string text = joined(lines, format);
  while (text.size() > most_chat_bytes && !lines.failures.empty()) {
    lines.failures.pop_back();
    lines.more = more_text(page.main_failed.size() - lines.failures.size());
    text = joined(lines, format);
  }
  return text;
}

}  // namespace dora::pages
