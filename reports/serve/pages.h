// The HTML of answers, of the question box, and of the page of forms.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "reports/questions/answer.h"
#include "reports/serve/model_pool.h"
#include "reports/templating/template_set.h"

namespace dora::serve {

/// An answer, and what is known of it beside its figures.
struct ShownAnswer {
  std::string heading;  ///< What was understood.
  std::string asked;    ///< The question as it was asked; empty: by a form.
  std::string link;     ///< An address that gives the same answer; empty: none.
  std::string chart;    ///< HTML of the site's own; empty: none.
  const questions::Answer* answer = nullptr;  ///< Null: not understood, `sentences` say why.
  std::vector<std::string> sentences;
  std::string words;       ///< A model's, checked; empty: none.
  std::string words_note;  ///< Whose they are.
  std::string note;        ///< What did not work; empty: nothing.
  bool is_page = false;    ///< A page of its own, else a part of another page.
};

/// Several threads may use it at the same time.
class Pages {
 public:
  /// `templates`: a folder that replaces built-in files; empty: none. Throws as TemplateSet does.
  explicit Pages(const std::filesystem::path& templates);

  std::string box(const std::vector<std::string>& suggestions, std::string_view form_key,
                  std::string_view asked) const;
  std::string answer(const ShownAnswer& shown) const;
  std::string forms(const questions::Report& report) const;
  /// `ask.css`, `ask.js`.
  std::string_view file(std::string_view name) const { return templates_.file(name); }
  /// For a model. Throws an Error that names a list of words that cannot be read.
  ModelPrompts prompts() const;

 private:
  templating::TemplateSet templates_;
};

}  // namespace dora::serve
