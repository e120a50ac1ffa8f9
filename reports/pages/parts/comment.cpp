// A written comment on a service or a week, ready to show.
#include "reports/pages/parts/comment.h"

#include <fmt/format.h>

#include "reports/pages/parts/markdown.h"

namespace dora::pages {

std::string written_by(const Comment& comment, const std::string& shown) {
  return fmt::format("Written by {} on {} from these figures{}",
                     comment.model.empty() ? "dora-report’s rules" : shown, comment.date,
                     comment.titles ? " and the titles of merge requests" : "");
}

templating::Record values_of(const Comment& comment, const std::string& root) {
  const auto part_values = [&root](const CommentPart& part) {
    return templating::Record{{"text", {part.text}},
                              {"is_figure", {part.is_figure}},
                              {"is_name", {part.is_name}},
                              {"has_page", {!part.page.empty()}},
                              {"page", {root + part.page}}};
  };
  const auto figure_values = [](const CommentFigure& figure) {
    return templating::Record{
        {"meaning", {figure.meaning}}, {"value", {figure.value}},
        {"service", {figure.service}}, {"has_service", {!figure.service.empty()}},
        {"tier", {figure.tier}},       {"has_tier", {!figure.tier.empty()}}};
  };
  return {{"parts", templating::list_by(comment.parts, part_values)},
          {"model", {comment.model}},
          {"has_model", {!comment.model.empty()}},
          {"date", {comment.date}},
          {"read_titles", {comment.titles}},
          {"figures", templating::list_by(comment.figures, figure_values)}};
}

std::string comment_markdown(const Comment& comment, const std::string& site_url) {
  if (comment.parts.empty()) {
    return "";
  }
  std::string text = "> ";
  for (const CommentPart& part : comment.parts) {
    text += part.is_name
                ? part.page.empty() ? code(part.text) : linked(code(part.text), part.page, site_url)
                : part.text;
  }
  text += "\n>\n> *" + written_by(comment, code(comment.model)) + ":* ";
  for (std::size_t i = 0; i < comment.figures.size(); ++i) {
    const CommentFigure& figure = comment.figures[i];
    text += fmt::format("{}{} {}{}{}", i == 0 ? "" : "; ", figure.meaning, figure.value,
                        figure.service.empty() ? "" : ", " + code(figure.service),
                        figure.tier.empty() ? "" : ", " + code(figure.tier));
  }
  return text + "\n\n";
}

}  // namespace dora::pages
