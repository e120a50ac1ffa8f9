// The comments of a report's weeks and services, ready to show.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>

#include "collector/base/log.h"
#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/analysis/weekly.h"
#include "reports/comments/comment_book.h"
#include "reports/pages/parts/comment.h"
#include "reports/pages/service_page.h"
#include "reports/templating/template_set.h"

namespace dora::comments {

/// Borrows its arguments. Several threads may ask at the same time.
class WeekComments {
 public:
  WeekComments(const analysis::ReportData& data, const analysis::Analysis& analysis,
               const analysis::WeeklyDigests& digests, const CommentBook& book)
      : data_(data), analysis_(analysis), digests_(digests), book_(book) {}

  /// `index` is an index into the digests' weeks. Both return an empty comment if there is none.
  pages::Comment of_week(std::size_t index) const;
  /// Of the week; `service` is an index into the summary's services.
  pages::Comment of_service(model::Period week, std::size_t service) const;
  /// Adds the comment on the service in the week that its page is about.
  pages::ServiceSurroundings with_comment(pages::ServiceSurroundings around,
                                          std::size_t service) const;

 private:
  /// Computed once: a week's totals are those of all deployments.
  std::shared_ptr<const analysis::Week> digest(std::size_t index) const;

  const analysis::ReportData& data_;
  const analysis::Analysis& analysis_;
  const analysis::WeeklyDigests& digests_;
  const CommentBook& book_;
  mutable std::mutex mutex_;  ///< Guards the rest.
  mutable std::map<std::size_t, std::shared_ptr<const analysis::Week>> digests_made_;
};

/// Reads annotations.json in `folder` and the words of `templates`; without one, the book is empty.
/// A file that is not as annotate writes it is no reason to fail: it is left out with a warning.
CommentBook read_comment_book(const std::filesystem::path& folder,
                              const templating::TemplateSet& templates, const model::TimeZone& zone,
                              base::Log& log);

/// Says how many comments were left out and why.
void warn_of_dropped(const CommentBook& book, base::Log& log);

}  // namespace dora::comments
