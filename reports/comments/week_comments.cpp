// The comments of a report's weeks and services, ready to show.
#include "reports/comments/week_comments.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/comments/records.h"

namespace dora::comments {

std::shared_ptr<const analysis::Week> WeekComments::digest(std::size_t index) const {
  const std::lock_guard lock(mutex_);
  auto& made = digests_made_[index];
  if (!made) {
    made = std::make_shared<const analysis::Week>(digests_.digest(index));
  }
  return made;
}

pages::Comment WeekComments::of_week(std::size_t index) const {
  if (!book_.has("week", model::label(digests_.weeks()[index]))) {
    return {};
  }
  const auto week = digest(index);
  return book_.find(week_record({data_, analysis_, *week, digests_.findings_at(index)}))
      .value_or(pages::Comment{});
}

pages::Comment WeekComments::of_service(model::Period period, std::size_t service) const {
  const auto found = std::ranges::lower_bound(digests_.weeks(), period);
  if (found == digests_.weeks().end() || *found != period ||
      !book_.has("service/" + data_.summary.services[service].service, model::label(period))) {
    return {};
  }
  const auto index = static_cast<std::size_t>(found - digests_.weeks().begin());
  const auto week = digest(index);
  const Source source{data_, analysis_, *week, digests_.findings_at(index)};
  return book_.find(service_record(source, service)).value_or(pages::Comment{});
}

pages::ServiceSurroundings WeekComments::with_comment(pages::ServiceSurroundings around,
                                                      std::size_t service) const {
  if (around.week) {
    around.comment = of_service(*around.week, service);
  }
  return around;
}

CommentBook read_comment_book(const std::filesystem::path& folder,
                              const templating::TemplateSet& templates, const model::TimeZone& zone,
                              base::Log& log) {
  std::vector<StoredComment> comments;
  try {
    comments = read_annotations(folder);
  } catch (const base::Error& error) {
    log.warning(fmt::format("no comments are shown: {}", error.what()));
  }
  return {std::move(comments), WordList(templates.file(words_name), words_name), zone};
}

void warn_of_dropped(const CommentBook& book, base::Log& log) {
  if (book.stale() > 0) {
    log.warning(
        fmt::format("comments that were written from other figures: {}; they are left out; "
                    "run 'dora-report annotate' again",
                    book.stale()));
  }
  if (book.refused() > 0) {
    log.warning(
        fmt::format("comments in {} that say what the figures do not: {}; they are left "
                    "out; run 'dora-report annotate' again",
                    annotations_name, book.refused()));
  }
}

}  // namespace dora::comments
