// A written comment on a service or a week, ready to show.
#pragma once

#include <string>
#include <vector>

#include "reports/templating/template_value.h"

namespace dora::pages {

/// A piece of a comment: words, a figure or a name.
struct CommentPart {
  std::string text;  ///< Of a name: untrusted, but printable.
  bool is_figure = false;
  bool is_name = false;
  std::string page{};  ///< Of a name, within the site; empty: no link.
};

/// A figure that the comment cites.
struct CommentFigure {
  std::string meaning;  ///< `deployments in the week`
  std::string value;
  std::string service{};  ///< Printable; empty: the page's own.
  std::string tier{};     ///< Printable; empty: all.
};

struct Comment {
  std::vector<CommentPart> parts;  ///< Empty: there is no comment.
  std::string model;               ///< Printable; empty: dora-report's own rules wrote it.
  std::string date;                ///< `23 November 2026`
  bool titles = false;             ///< The model read titles of merge requests, too.
  std::vector<CommentFigure> figures;
};

/// Who wrote it, with the model's name as `shown`: `Written by gpt on 23 November 2026 from these
/// figures`.
std::string written_by(const Comment& comment, const std::string& shown);

/// The values of the partial `comment`; `root` is the path from the page to the site's folder.
templating::Record values_of(const Comment& comment, const std::string& root);

/// Markdown with names in code spans; empty without a comment. `site_url` ends with `/` or is
/// empty.
std::string comment_markdown(const Comment& comment, const std::string& site_url);

}  // namespace dora::pages
