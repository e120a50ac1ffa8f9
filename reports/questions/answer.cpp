// The answer to a question: sentences, tables and links, ready to show.
#include "reports/questions/answer.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/questions/parts.h"
#include "reports/questions/question_words.h"

namespace dora::questions {
namespace {

/// In characters of UTF-8.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string url_text(const std::string& url, std::string_view root) {
  const bool outside = url.starts_with("https://") || url.starts_with("http://");
  return (outside ? "" : std::string(root)) + url;
}

void append_line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
                 const Table& table, std::string& text) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string pad(widths[i] - std::min(widths[i], width_of(cells[i])), ' ');
    line += i == 0 ? "" : "  ";
    line += table.columns[i].is_number ? pad + cells[i] : cells[i] + pad;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + "\n";
}

void append_table(const Table& table, std::string& text) {
  std::vector<std::vector<std::string>> lines(1);
  for (const Column& column : table.columns) {
    lines.front().push_back(column.name);
  }
  for (const std::vector<Cell>& row : table.rows) {
    lines.emplace_back();
    for (const Cell& cell : row) {
      lines.back().push_back(cell.text);
    }
  }
  std::vector<std::size_t> widths(table.columns.size());
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], width_of(line[i]));
    }
  }
  text += fmt::format("\n{}\n", table.caption);
  for (const auto& line : lines) {
    append_line(line, widths, table, text);
  }
}

}  // namespace

Answer answer(const Question& question, const Report& report) {
  Answer result;
  result.question = question;
  result.understood = in_words(question, report);
  switch (question.function) {
    case Function::figures:
      add_figures(result, report);
      break;
    case Function::rank:
      add_rank(result, report);
      break;
    case Function::compare:
      add_comparison(result, report);
      break;
    case Function::failures:
      add_failures(result, report);
      break;
    case Function::attention:
      add_attention(result, report);
      break;
  }
  return result;
}

std::string plain_text(const Answer& answer, std::string_view root) {
  std::string text = answer.understood + "\n\n";
  for (const std::string& sentence : answer.sentences) {
    text += sentence + "\n";
  }
  for (const Table& table : answer.tables) {
    append_table(table, text);
  }
  text += answer.notes.empty() ? "" : "\n";
  for (const std::string& note : answer.notes) {
    text += note + "\n";
  }
  text += answer.links.empty() ? "" : "\n";
  for (const Link& link : answer.links) {
    text += fmt::format("{}: {}\n", link.text, url_text(link.url, root));
  }
  return text;
}

}  // namespace dora::questions
