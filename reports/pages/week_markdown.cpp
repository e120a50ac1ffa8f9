// A week's digest as Markdown, for chats and comments.
#include "reports/pages/week_markdown.h"

#include <fmt/format.h>

#include "reports/pages/parts/markdown.h"

namespace dora::pages {
namespace {

std::string figure_line(const KeyFigure& figure) {
  std::string line = fmt::format("- {}: **{}**", figure.name, figure.value);
  for (const std::string& part :
       {plain_text(figure.detail), figure.change, plain_text(figure.usual)}) {
    line += part.empty() ? "" : "; " + part;
  }
  return line + "\n";
}

std::string row_line(const WeekRow& row, const std::string& site_url) {
  std::string line = "- " + linked(code(row.name), row.page, site_url);
  line += row.tier.empty() ? "" : " " + code(row.tier);
  line += row.title.empty() && row.text.empty() ? "" : ":";
  line += row.title.empty() ? "" : " " + code(row.title);
  line += row.text.empty() ? "" : " " + row.text;
  line += row.still_failing ? ", **still failing**" : "";
  if (!row.reference.empty()) {
    line += row.url.empty() ? fmt::format(" ({})", code(row.reference))
                            : fmt::format(" ([{}](<{}>))", row.reference, row.url);
  }
  return line + "\n";
}

}  // namespace

std::string week_markdown(const WeekPage& page, const std::string& title,
                          const std::string& site_url) {
  std::string text =
      fmt::format("## {} ({}) of {}\n\n", linked(page.name, page.file + ".html", site_url),
                  page.days, code(title));
  if (page.incomplete) {
    text +=
        "> **Incomplete:** merge requests could not be fetched, so these figures may be wrong.\n\n";
  }
  if (!page.sentence.text.empty()) {
    text += with_tier(page.sentence, page.main_tier, code(page.main_tier)) + "\n\n";
  }
  text += comment_markdown(page.comment, site_url);
  for (const std::string& mark : page.marks) {
    text += fmt::format("> {}\n", code(mark));
  }
  text += page.marks.empty() ? "" : "\n";
  for (const KeyFigure& figure : page.key_figures) {
    text += figure_line(figure);
  }
  for (const WeekSection& section : page.sections) {
    if (section.rows.empty()) {
      continue;
    }
    text += fmt::format("\n### {}: {}\n\n", section.heading, section.count);
    for (const WeekRow& row : section.rows) {
      text += row_line(row, site_url);
    }
    text += section.more.empty() ? "" : fmt::format("- and {} more\n", section.more);
  }
  return text;
}

}  // namespace dora::pages
