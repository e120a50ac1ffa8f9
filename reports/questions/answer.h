// The answer to a question: sentences, tables and links, ready to show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/questions/question.h"
#include "reports/questions/report.h"

namespace dora::questions {

/// Texts are printable, but untrusted: names of services and tiers.
struct Cell {
  std::string text;
  std::string url = {};  ///< Of a page within the site, or a web address; empty: no link.
  bool few = false;      ///< Of so little data that it says nothing about others.
};

struct Column {
  std::string name;
  bool is_number = false;
};

struct Table {
  std::string caption;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< As many cells as columns; the first names the row.
};

struct Link {
  std::string text;
  std::string url;  ///< As of a Cell.
};

struct Answer {
  Question question;
  std::string understood;  ///< The question in other words: in_words().
  std::vector<std::string> sentences;
  std::vector<Table> tables;
  std::vector<std::string> notes;  ///< How the figures are counted.
  std::vector<Link> links;
};

/// Computed by the functions that the report itself is made with, so that no figure differs from
/// it. `question` must come from completed() or question_of() with the same report.
Answer answer(const Question& question, const Report& report);

/// For a terminal: lines of text, tables in columns, addresses after their texts. Those within the
/// site begin with `root`, such as `http://127.0.0.1:5000/`.
std::string plain_text(const Answer& answer, std::string_view root);

}  // namespace dora::questions
