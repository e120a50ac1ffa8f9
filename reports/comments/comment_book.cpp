// Comments for the pages: those in annotations.json that still say what the figures say.
#include "reports/comments/comment_book.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/comments/comment_check.h"
#include "reports/pages/service_page.h"

namespace dora::comments {
namespace {

pages::CommentPart part_of(std::string_view id, const Record& record) {
  pages::CommentPart part;
  if (const Fact* fact = find_fact(record, id)) {
    part.text = fact->value;
    part.is_figure = true;
  } else if (const Alias* alias = find_alias(record, id)) {
    part.text = text::printable(alias->name);
    part.is_name = true;
    part.page = alias->id.front() == 's' ? pages::service_file(alias->name, "html") : "";
  }
  return part;
}

/// The figures that the sentences cite, in the order of the facts.
std::vector<pages::CommentFigure> figures_cited(const std::vector<std::string>& sentences,
                                                const Record& record) {
  std::vector<pages::CommentFigure> figures;
  for (const Fact& fact : record.facts) {
    const bool is_cited = std::ranges::any_of(sentences, [&](const std::string& sentence) {
      return sentence.find("{" + fact.id + "}") != std::string::npos;
    });
    if (is_cited) {
      const Alias* service = find_alias(record, fact.service);
      const Alias* tier = find_alias(record, fact.tier);
      figures.push_back({fact.meaning, fact.value,
                         service == nullptr ? "" : text::printable(service->name),
                         tier == nullptr ? "" : text::printable(tier->name)});
    }
  }
  return figures;
}

}  // namespace

std::vector<pages::CommentPart> shown_parts(const std::vector<std::string>& sentences,
                                            const Record& record) {
  std::vector<pages::CommentPart> parts;
  const auto add_text = [&parts](std::string_view text) {
    if (text.empty()) {
      return;
    }
    if (parts.empty() || parts.back().is_figure || parts.back().is_name) {
      parts.emplace_back();
    }
    parts.back().text += text;
  };
  for (const std::string& sentence : sentences) {
    add_text(parts.empty() ? "" : " ");
    std::string_view rest = sentence;
    while (!rest.empty()) {
      const std::size_t begin = rest.find('{');
      const std::size_t end = rest.find('}', std::min(begin, rest.size()));
      add_text(rest.substr(0, end == std::string_view::npos ? end : begin));
      if (end == std::string_view::npos) {
        break;
      }
      parts.push_back(part_of(rest.substr(begin + 1, end - begin - 1), record));
      rest.remove_prefix(end + 1);
    }
  }
  return parts;
}

CommentBook::CommentBook(std::vector<StoredComment> comments, WordList words, model::TimeZone zone)
    : words_(std::move(words)), zone_(std::move(zone)) {
  for (StoredComment& each : comments) {
    std::pair key(each.record, each.week);
    comments_.insert_or_assign(std::move(key), std::move(each));
  }
}

bool CommentBook::has(const std::string& record, const std::string& week) const {
  return comments_.contains({record, week});
}

std::optional<pages::Comment> CommentBook::find(const Record& record) const {
  const auto found = comments_.find({record.id, record.week});
  if (found == comments_.end()) {
    return std::nullopt;
  }
  const StoredComment& stored = found->second;
  if (stored.figures != figures_hash(record)) {
    ++stale_;
    return std::nullopt;
  }
  if (!problems_of(stored.sentences, record, words_).empty()) {
    ++refused_;
    return std::nullopt;
  }
  pages::Comment comment;
  comment.parts = shown_parts(stored.sentences, record);
  comment.model = text::printable(stored.model);
  comment.date =
      model::name(model::Period{model::Granularity::day, zone_.local_day(stored.written)});
  comment.titles = stored.titles;
  comment.figures = figures_cited(stored.sentences, record);
  return comment;
}

}  // namespace dora::comments
